import { Empty } from 'antd';
import { labelIn } from '../../../shared/words';
import type { Clocked } from '../file';
import { ClockBar } from './ClockBar';
import { runsOf } from './runs';

/** Every clock that runs: how far it is, what comes next, and why it stands where it stands. */
export const ClockPanel = ({ file }: { file: Clocked }) => {
  const runs = runsOf(file.clocks ?? []);
  return (
    <section className="panel">
      <h2>时限</h2>
      {runs.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有运行中的时限" />}
      {runs.map((run) => (
        <ClockBar key={run.due.deadlineId} run={run} file={file} name={labelIn(file, 'clock', run.due.clock)} />
      ))}
    </section>
  );
};
