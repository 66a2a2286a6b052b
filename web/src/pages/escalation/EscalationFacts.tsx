import { Descriptions, Tag } from 'antd';
import { Link } from 'react-router';
import { addressOf } from '../../api/typed';
import { caseAddress } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import { nameIn } from '../../shared/words';
import type { EscalationFile } from './file';

const Addressee = ({ file }: { file: EscalationFile }) => {
  const { subjectId, unitId, name } = file.addressee;
  return (
    <Link to={addressOf('/cases', { query: { subjectId, unitId } })} title="其全部隐患">
      {name}
    </Link>
  );
};

/** The cases that it is about; those that the reader may not open have no name. */
export const LinkedCases = ({ file }: { file: EscalationFile }) => (
  <section className="panel">
    <h2>所涉隐患 {file.cases.length} 件</h2>
    <ul className="linked-cases">
      {file.cases.map(({ caseId, cycle, major, title, number, status }) => (
        <li key={caseId}>
          {title === undefined ? (
            <span className="muted">您无权查看的隐患</span>
          ) : (
            <Link to={caseAddress(caseId)}>{title}</Link>
          )}
          <span className="marks">
            <CodeTag of={file} list="case-status" code={status} />
            {major && <Tag color="red">重大</Tag>}
            {cycle > 1 && <span className="code-tag code-waiting">第 {cycle} 次整改</span>}
            <span className="muted">{number}</span>
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** What was said and done in it. Known facts only. */
export const EscalationFacts = ({ file }: { file: EscalationFile }) => {
  const { minutes, report, channel, heldAt, publishedAt, heardAt } = file;
  const rows: [label: string, content: React.ReactNode][] = [
    ['对象', <Addressee key="to" file={file} />],
    ['主办单位', nameIn(file, file.hostUnitId)],
    ['提起时间', minuteOf(file.openedAt)],
    ['听取陈述申辩', heardAt === null ? null : minuteOf(heardAt)],
    ['约谈时间', heldAt === null ? null : minuteOf(heldAt)],
    ['约谈记录', minutes === null ? null : <p className="long-text">{minutes}</p>],
    ['整改报告', report === null ? null : <p className="long-text">{report}</p>],
    ['发布时间', publishedAt === null ? null : minuteOf(publishedAt)],
    ['发布渠道', channel],
  ];
  return (
    <section className="panel">
      <h2>基本情况</h2>
      <Descriptions
        size="small"
        column={1}
        items={rows
          .filter(([, content]) => content !== null)
          .map(([label, children]) => ({ key: label, label, children }))}
      />
    </section>
  );
};
