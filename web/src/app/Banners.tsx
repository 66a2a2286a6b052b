import { Alert } from 'antd';
import { lazy, Suspense } from 'react';
import { useRead } from '../api/reading';

const TrainingBar = lazy(() => import('./TrainingBar'));

const fiveMinutesMs = 300_000;

/** What everybody should know before he relies on a date: the clock is late, a year has no calendar. */
export const Banners = () => {
  const { data } = useRead('/readyz', {}, { staleMs: fiveMinutesMs });
  if (data === undefined) return null;
  const { clockService, dependencies, training } = data;
  const { missingYears } = dependencies.calendar;
  return (
    <>
      {training && (
        <Suspense>
          <TrainingBar />
        </Suspense>
      )}
      {clockService === 'delayed' && (
        <Alert banner type="warning" title="计时服务延迟：到期和催办可能稍晚触发，期限本身不受影响。" />
      )}
      {missingYears.length > 0 && (
        <Alert
          banner
          closable
          type="warning"
          title={`${missingYears.join('、')} 年的工作日安排尚未载入，落在其中的期限为暂定，公布后会更正。`}
        />
      )}
    </>
  );
};
