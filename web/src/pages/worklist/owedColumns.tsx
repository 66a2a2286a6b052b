import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { caseColumns, type CaseRow, type ListFacts } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import { dayOf, momentInWords } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { TimeLeft } from '../../shared/TimeLeft';
import { labelIn, nameIn } from '../../shared/words';

type OwedEscalation = Schemas['OwedEscalationAnswer'];
export type Owed = Schemas['OwedCaseAnswer'] | OwedEscalation;

const isEscalation = (owed: Owed): owed is OwedEscalation => 'escalationId' in owed;

export const keyOfOwed = (owed: Owed): string => (isEscalation(owed) ? owed.escalationId : owed.caseId);

const escalationCells = (row: OwedEscalation, facts: ListFacts): Readonly<Record<string, React.ReactNode>> => ({
  due: (
    <div className="due-cell">
      <TimeLeft
        due={{ dueAt: row.owedAt, dueOn: dayOf(row.owedAt), lamp: row.owedAt <= facts.asOf ? 'red' : 'green' }}
        now={facts.asOf}
      />
      <div className="muted">{momentInWords(row.owedAt, facts.asOf)}</div>
    </div>
  ),
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

/** The columns of cases, with what an escalation has to say in each. */
export const owedColumns = (facts: ListFacts): Column<Owed>[] =>
  caseColumns(facts).map(({ render, ...column }) => ({
    ...column,
    render: (owed) =>
      isEscalation(owed) ? (escalationCells(owed, facts)[column.key] ?? null) : render(owed as CaseRow),
  }));
