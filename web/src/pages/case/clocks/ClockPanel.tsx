import { Empty } from 'antd';
import { labelIn } from '../../../shared/words';
import type { CaseLog, Clocked } from '../file';
import { remindersOf } from '../log';
import { ClockBar } from './ClockBar';
import { Legend } from './Legend';
import { runsOf } from './runs';

interface ClockPanelProps {
  file: Clocked;
  /** Where it is known it says how often it was reminded. */
  log?: CaseLog | undefined;
}

/** Every clock that runs: how far it is, what comes next, and why it stands where it stands. */
export const ClockPanel = ({ file, log }: ClockPanelProps) => {
  const runs = runsOf(file.clocks ?? []);
  return (
    <section className="panel">
      <h2>时限</h2>
      {runs.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有运行中的时限" />}
      {runs.map((run) => (
        <ClockBar
          key={run.due.deadlineId}
          run={run}
          file={file}
          name={labelIn(file, 'clock', run.due.clock)}
          reminded={log === undefined ? 0 : remindersOf(log, run.due)}
        />
      ))}
      <Legend runs={runs} />
    </section>
  );
};
