import { Alert } from 'antd';
import { lazy, Suspense } from 'react';
import { useMe } from './session';

const TrainingBar = lazy(() => import('./TrainingBar'));

/** What everybody should know before he relies on a date: the clock is late, a year has no calendar. */
export const Banners = () => {
  const { overview } = useMe();
  if (overview === undefined) return null;
  const { clockService, missingYears, training } = overview;
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
