import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use as withParts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Desk } from './figures';

withParts([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

/** Marks beside colours: what is new is plain, what is closed is hatched. */
const hatched = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [3, 3],
  rotation: -Math.PI / 4,
  color: 'rgba(255,255,255,0.5)',
};

const optionsOf = (byMonth: Desk['byMonth']) => ({
  animation: false,
  textStyle: { fontFamily: 'inherit' },
  grid: { left: 8, right: 8, top: 32, bottom: 4, containLabel: true },
  legend: { top: 0, right: 0 },
  xAxis: { type: 'category' as const, data: byMonth.map(({ month }) => `${String(Number(month.slice(5)))}月`) },
  yAxis: { type: 'value' as const, minInterval: 1 },
  series: [
    { name: '新增', type: 'bar' as const, color: '#0b5cad', data: byMonth.map(({ opened }) => opened.count) },
    {
      name: '销号',
      type: 'bar' as const,
      itemStyle: { color: '#14804a', decal: hatched },
      data: byMonth.map(({ closed }) => closed.count),
    },
  ],
});

/** The picture of the table beside it. */
const MonthsChart = ({ byMonth }: Pick<Desk, 'byMonth'>) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current);
    chart.setOption(optionsOf(byMonth));
    const watch = new ResizeObserver(() => {
      chart.resize();
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [byMonth]);
  return <div ref={place} className="chart" aria-hidden="true" />;
};

export default MonthsChart;
