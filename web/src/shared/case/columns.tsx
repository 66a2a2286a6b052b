import { Link } from 'react-router';
import type { Explained, Schemas } from '../../api/typed';
import { CodeTag } from '../CodeTag';
import { minuteOf, momentInWords } from '../dates';
import { Lamp } from '../Lamp';
import type { Column } from '../list/columns';
import { dueInWords, TimeLeft, type Due } from '../TimeLeft';
import { addresseeIn, labelIn, nameIn } from '../words';

export type CaseRow = Schemas['CaseRowAnswer'];

/** What the rows of a list share: what ids and codes are called, and as of when they are. */
export interface ListFacts extends Explained {
  asOf: string;
}

export const caseAddress = (caseId: string): string => `/cases/${encodeURIComponent(caseId)}`;

/** When something is due, how near that is, and what it is. */
export const DueCell = ({ due, what, facts }: { due: Due | null | undefined; what: string; facts: ListFacts }) =>
  due === undefined || due === null ? (
    <Lamp code="none" />
  ) : (
    <div className="due-cell">
      <TimeLeft due={due} now={facts.asOf} what={what} />
      <div className="muted">
        {dueInWords(due, facts.asOf)} {what}
      </div>
    </div>
  );

const HazardCell = ({ row, facts }: { row: CaseRow; facts: ListFacts }) => (
  <div className="hazard-cell">
    <Link to={caseAddress(row.caseId)} className="hazard-title">
      {row.title}
    </Link>
    <div className="marks">
      {row.grade === 'major' && <CodeTag of={facts} list="grade" code={row.grade} />}
      {(row.cycle ?? 1) > 1 && <span className="code-tag code-waiting">第 {row.cycle} 次</span>}
      {row.overlays?.map((overlay) => (
        <CodeTag key={overlay} of={facts} list="overlay" code={overlay} />
      ))}
      <span className="muted">{row.number ?? '未上账'}</span>
    </div>
  </div>
);

/** `明天 09:00 → 约谈 梅桥村`: what a clock of the case does next if nobody acts. */
const NextStep = ({ row: { nextStep }, facts }: { row: CaseRow; facts: ListFacts }) =>
  nextStep === undefined || nextStep === null ? null : (
    <span className="next-step" title={`${labelIn(facts, 'clock', nextStep.clock)}：${minuteOf(nextStep.dueAt)}`}>
      {momentInWords(nextStep.dueAt, facts.asOf)} → <strong>{labelIn(facts, 'rung-act', nextStep.act)}</strong>{' '}
      {addresseeIn(facts, nextStep.addressee)}
    </span>
  );

const placeOf = (row: CaseRow, facts: ListFacts): string => nameIn(facts, row.siteId) || (row.address ?? '');

/** The columns of every list of cases. */
export const caseColumns = (facts: ListFacts): Column<CaseRow>[] => [
  {
    key: 'due',
    title: '时限',
    bare: true,
    fields: ['nextDue.clock', 'nextDue.dueOn', 'nextDue.workingDaysLeft'],
    width: 180,
    render: ({ nextDue }) => <DueCell due={nextDue} what={labelIn(facts, 'clock', nextDue?.clock)} facts={facts} />,
  },
  {
    key: 'hazard',
    title: '隐患',
    bare: true,
    fields: ['title', 'number', 'cycle', 'overlays'],
    render: (row) => <HazardCell row={row} facts={facts} />,
  },
  {
    key: 'step',
    title: '下一步措施',
    fields: ['nextStep.dueAt', 'nextStep.act', 'nextStep.addressee'],
    width: 180,
    render: (row) => <NextStep row={row} facts={facts} />,
  },
  { key: 'place', title: '地点', fields: ['siteId', 'address'], width: 150, render: (row) => placeOf(row, facts) },
  {
    key: 'status',
    title: '环节',
    fields: ['status'],
    width: 100,
    render: (row) => <CodeTag of={facts} list="case-status" code={row.status} />,
  },
  {
    key: 'holder',
    title: '责任单位',
    fields: ['responsibleUnitId', 'leadUnitId'],
    width: 150,
    render: (row) => nameIn(facts, row.responsibleUnitId ?? row.leadUnitId),
  },
  {
    key: 'lead',
    title: '牵头单位',
    fields: ['leadUnitId'],
    hidden: true,
    render: (row) => nameIn(facts, row.leadUnitId),
  },
  {
    key: 'type',
    title: '类型',
    fields: ['hazardType'],
    hidden: true,
    render: (row) => labelIn(facts, 'hazard-type', row.hazardType),
  },
  { key: 'grade', title: '等级', fields: ['grade'], hidden: true, render: (row) => labelIn(facts, 'grade', row.grade) },
  {
    key: 'domain',
    title: '领域',
    fields: ['domain'],
    hidden: true,
    render: (row) => labelIn(facts, 'domain', row.domain),
  },
  {
    key: 'source',
    title: '来源',
    fields: ['source'],
    hidden: true,
    render: (row) => labelIn(facts, 'source', row.source),
  },
  { key: 'opened', title: '上报时间', fields: ['openedAt'], hidden: true, render: (row) => minuteOf(row.openedAt) },
  {
    key: 'updated',
    title: '最近办理',
    fields: ['updatedAt'],
    hidden: true,
    render: (row) => momentInWords(row.updatedAt, facts.asOf),
  },
];
