import { Steps } from 'antd';
import type { ReactNode } from 'react';
import { CodeTag } from '../../shared/CodeTag';
import { Lamp } from '../../shared/Lamp';
import { TimeLeft } from '../../shared/TimeLeft';
import { labelIn } from '../../shared/words';
import { NextLine } from './NextLine';
import type { CaseFile } from './file';

/** The stations of a case's way, and which one each status stands at; past the last where it is over. */
const STATIONS = ['登记', '交办', '签收', '整改', '复查', '审核', '销号'] as const;
const STATION_OF = {
  lead: 0,
  registered: 0,
  graded: 1,
  assigned: 2,
  notified: 3,
  rectifying: 3,
  'awaiting-recheck': 4,
  rechecking: 4,
  'closure-review': 5,
  watching: 7,
  archived: 7,
  void: 0,
} as const satisfies Record<CaseFile['status'], number>;

const Due = ({ file }: { file: CaseFile }) => {
  const { nextDue } = file;
  if (nextDue === undefined || nextDue === null) return <Lamp code="none" />;
  const clock = labelIn(file, 'clock', nextDue.clock);
  return (
    <>
      <span className="muted">{clock}</span> <TimeLeft due={nextDue} now={file.asOf} what={clock} />
    </>
  );
};

/** What a case is called, where it stands, and what may be done. */
export const CaseHead = ({ file, children }: { file: CaseFile; children: ReactNode }) => (
  <section className="panel case-head">
    <div className="case-title">
      <h1>{file.title}</h1>
      <div className="marks">
        <span className="case-number">{file.number ?? '未上账'}</span>
        <CodeTag of={file} list="case-status" code={file.status} />
        <CodeTag of={file} list="grade" code={file.grade} />
        {(file.cycle ?? 1) > 1 && <span className="code-tag code-waiting">第 {file.cycle} 次整改</span>}
        {file.overlays?.map((overlay) => (
          <CodeTag key={overlay} of={file} list="overlay" code={overlay} />
        ))}
        <span className="case-due">
          <Due file={file} />
        </span>
      </div>
    </div>
    {file.status === 'void' ? null : (
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        className="stations"
        current={STATION_OF[file.status]}
        items={STATIONS.map((title) => ({ title }))}
      />
    )}
    <NextLine file={file} />
    {children}
  </section>
);
