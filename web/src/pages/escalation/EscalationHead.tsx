import { Steps, Tag } from 'antd';
import type { ReactNode } from 'react';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import { Lamp } from '../../shared/Lamp';
import { TimeLeft } from '../../shared/TimeLeft';
import { labelIn, nameIn } from '../../shared/words';
import type { EscalationFile } from './file';

export const titleOf = (file: EscalationFile): string =>
  `${labelIn(file, 'escalation-act', file.act)}：${file.addressee.name}`;

/** What has happened so far, with its time; what it is now stands at the end. */
const lifeOf = (file: EscalationFile): { title: string; at: string | null }[] => {
  const { openedAt, heardAt, approvedAt, publishedAt, heldAt } = file;
  const past = [
    { title: file.byLadder ? '到期升级' : '提请', at: openedAt },
    { title: '听取陈述申辩', at: heardAt },
    { title: '批准', at: approvedAt },
    { title: '发布', at: publishedAt },
    { title: '举行', at: heldAt },
  ].filter(({ at }) => at !== null);
  return [...past, { title: `现在：${labelIn(file, 'escalation-status', file.status)}`, at: null }];
};

/** Whom it speaks to, where it stands, what is due, what may be done. */
export const EscalationHead = ({ file, children }: { file: EscalationFile; children?: ReactNode }) => {
  const { nextDue } = file;
  const life = lifeOf(file);
  const clock = labelIn(file, 'clock', nextDue?.clock);
  return (
    <section className="panel case-head">
      <div className="case-title">
        <h1>{titleOf(file)}</h1>
        <div className="marks">
          <CodeTag of={file} list="escalation-status" code={file.status} />
          <Tag>{file.byLadder ? '逾期自动提起' : '人工提请'}</Tag>
          <span className="muted">主办：{nameIn(file, file.hostUnitId)}</span>
          <span className="case-due">
            {nextDue === null ? (
              <Lamp code="none" />
            ) : (
              <>
                <span className="muted">{clock}</span> <TimeLeft due={nextDue} now={file.asOf} what={clock} />
              </>
            )}
          </span>
        </div>
      </div>
      <Steps
        size="small"
        className="stations"
        current={life.length - 1}
        items={life.map(({ title, at }) => ({ title, ...(at === null ? {} : { content: minuteOf(at) }) }))}
      />
      {children}
    </section>
  );
};
