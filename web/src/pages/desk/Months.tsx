import { lazy, Suspense } from 'react';
import type { Desk } from './figures';
import { Count } from './Count';
import { Panel } from './Panel';

const MonthsChart = lazy(() => import('./MonthsChart'));

/** `2025年3月` */
const monthInWords = (month: string): string => {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${number.replace(/^0/, '')}月`;
};

/** New and closed by month: a picture, and the same numbers as a table that opens their lists. */
export const Months = ({ byMonth }: Pick<Desk, 'byMonth'>) => (
  <Panel title="近十二个月新增与销号">
    <div className="months">
      <Suspense fallback={<div className="chart" />}>
        <MonthsChart byMonth={byMonth} />
      </Suspense>
      <table className="shares months-table">
        <thead>
          <tr>
            <th scope="col">月份</th>
            <th scope="col">新增</th>
            <th scope="col">销号</th>
          </tr>
        </thead>
        <tbody>
          {byMonth.toReversed().map(({ month, opened, closed }) => (
            <tr key={month}>
              <th scope="row">{monthInWords(month)}</th>
              <td>
                <Count figure={opened} of={`${monthInWords(month)}新增`} />
              </td>
              <td>
                <Count figure={closed} of={`${monthInWords(month)}销号`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Panel>
);
