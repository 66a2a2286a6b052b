import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { caseColumns, DueCell, type CaseRow, type ListFacts } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import type { Column } from '../../shared/list/columns';
import { labelIn, nameIn } from '../../shared/words';

type OwedEscalation = Schemas['OwedEscalationAnswer'];
export type Owed = Schemas['OwedCaseAnswer'] | OwedEscalation;

const isEscalation = (owed: Owed): owed is OwedEscalation => 'escalationId' in owed;

export const keyOfOwed = (owed: Owed): string => (isEscalation(owed) ? owed.escalationId : owed.caseId);

/** The case that a line is about; none where it is an escalation. */
export const caseOfOwed = (owed: Owed): CaseRow | undefined => (isEscalation(owed) ? undefined : owed);

const escalationCells = (row: OwedEscalation, facts: ListFacts): Readonly<Record<string, React.ReactNode>> => ({
  hazard: (
    <div className="hazard-cell">
      <Link to={`/escalations/${encodeURIComponent(row.escalationId)}`} className="hazard-title">
        {labelIn(facts, 'escalation-act', row.act)}：{row.addressee.name}
      </Link>
      <div className="marks muted">涉及隐患 {row.caseIds.length} 件</div>
    </div>
  ),
  status: <CodeTag of={facts} list="escalation-status" code={row.status} />,
  holder: nameIn(facts, row.hostUnitId),
});

/** What the reader owes himself: his own clock where it is the next of the case. */
const ownDue = (owed: Owed, facts: ListFacts): React.ReactNode => {
  const next = isEscalation(owed) ? null : (owed as CaseRow).nextDue;
  const what = next?.dueAt === owed.owedAt ? labelIn(facts, 'clock', next.clock) : '';
  return <DueCell due={owed.owed} what={what} facts={facts} />;
};

/** Of an escalation as well, what the column of a case says. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  due: ['owed.dueOn', 'owed.workingDaysLeft'],
  hazard: ['title', 'number', 'cycle', 'overlays', 'act', 'addressee.name'],
  holder: ['responsibleUnitId', 'leadUnitId', 'hostUnitId'],
};

/** The columns of cases, with when the reader owes, and what an escalation has to say in each. */
export const owedColumns = (facts: ListFacts): Column<Owed>[] =>
  caseColumns(facts).map(({ render, ...column }) => ({
    ...column,
    fields: FIELDS[column.key] ?? column.fields ?? [],
    render: (owed) => {
      if (column.key === 'due') return ownDue(owed, facts);
      return isEscalation(owed) ? (escalationCells(owed, facts)[column.key] ?? null) : render(owed);
    },
  }));
