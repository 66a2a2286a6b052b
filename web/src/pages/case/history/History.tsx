import { Button, Segmented, Timeline } from 'antd';
import { useState } from 'react';
import { Loaded } from '../../../shared/Loaded';
import type { CaseFile, CaseLog } from '../file';
import { isIn, LOG_FILTERS, type LogFilter } from '../log';
import { AsOfChoice } from './AsOfChoice';
import { EventLine } from './EventLine';

interface HistoryProps {
  /** The case, which can be seen as it was; of an escalation there is only the present. */
  file?: CaseFile;
  reading: { data: CaseLog | undefined; error: unknown; refetch(): unknown };
}

const colourOf = (kind: string | undefined): string => (kind === 'system' ? 'gray' : 'blue');

/** What happened, newest first, people and system told apart. */
export const History = ({ file, reading }: HistoryProps) => {
  const [filter, setFilter] = useState<LogFilter>('all');
  const [isWhole, setWhole] = useState(false);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>办理记录</h2>
        <Segmented aria-label="筛选记录" options={[...LOG_FILTERS]} value={filter} onChange={setFilter} />
        {file !== undefined && <AsOfChoice file={file} />}
      </div>
      <Loaded reading={reading}>
        {(log) => {
          const events = log.items.filter((event) => isIn(event, filter)).toReversed();
          const shown = isWhole ? events : events.slice(0, 20);
          return (
            <>
              <Timeline
                items={shown.map((event) => ({
                  key: event.seq,
                  color: colourOf(event.actor?.kind),
                  content: <EventLine event={event} log={log} />,
                }))}
              />
              {shown.length < events.length && (
                <Button
                  type="link"
                  onClick={() => {
                    setWhole(true);
                  }}
                >
                  显示全部 {events.length} 条
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
};
