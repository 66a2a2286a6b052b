import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { caseAddress, DueCell, type CaseRow, type ListFacts } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import { momentInWords } from '../../shared/dates';
import { labelIn, nameIn } from '../../shared/words';
import type { Owed } from '../worklist/owedColumns';

type Waiting = Schemas['CaseDecisionAnswer'] | Schemas['EscalationDecisionAnswer'] | Schemas['CoSignAnswer'];

const escalationAddress = (escalationId: string): string => `/escalations/${encodeURIComponent(escalationId)}`;

const titleOf = (owed: Owed, facts: ListFacts): string =>
  'escalationId' in owed
    ? `${labelIn(facts, 'escalation-act', owed.act)}：${owed.addressee.name}`
    : (owed as CaseRow).title;

const whereOf = (owed: Owed, facts: ListFacts): string => {
  if ('escalationId' in owed) return nameIn(facts, owed.hostUnitId);
  const { siteId, address } = owed as CaseRow;
  return nameIn(facts, siteId) || (address ?? '');
};

/** What I owe: what, where, in which state, until when. */
export const OwedRow = ({ owed, facts }: { owed: Owed; facts: ListFacts }) => (
  <li className="block-row">
    <div className="block-what">
      <Link
        to={'escalationId' in owed ? escalationAddress(owed.escalationId) : caseAddress((owed as CaseRow).caseId)}
        className="hazard-title"
      >
        {titleOf(owed, facts)}
      </Link>
      <span className="marks">
        <CodeTag of={facts} list={'escalationId' in owed ? 'escalation-status' : 'case-status'} code={owed.status} />
        <span className="muted">{whereOf(owed, facts)}</span>
      </span>
    </div>
    <DueCell due={owed.owed} what="" facts={facts} />
  </li>
);

const actOf = (waiting: Waiting, facts: ListFacts): string =>
  'askId' in waiting
    ? `会签：${labelIn(facts, 'case-command', waiting.command)}`
    : labelIn(facts, 'proposal-act', waiting.act);

/** What waits for my decision or signature. */
export const WaitingRow = ({ waiting, facts }: { waiting: Waiting; facts: ListFacts }) => {
  const until = 'askId' in waiting ? waiting.dueAt : waiting.decideBy;
  return (
    <li className="block-row">
      <div className="block-what">
        <Link
          to={'escalationId' in waiting ? escalationAddress(waiting.escalationId) : caseAddress(waiting.caseId)}
          className="hazard-title"
        >
          {waiting.title}
        </Link>
        <span className="marks">
          <Tag color="gold">{actOf(waiting, facts)}</Tag>
          <span className="muted">{waiting.effect}</span>
        </span>
      </div>
      {until !== null && <span className="muted">{momentInWords(until, facts.asOf)} 前</span>}
    </li>
  );
};

/** What came back after it had been closed. */
export const BackRow = ({ row, facts }: { row: CaseRow; facts: ListFacts }) => (
  <li className="block-row">
    <div className="block-what">
      <Link to={caseAddress(row.caseId)} className="hazard-title">
        {row.title}
      </Link>
      <span className="marks">
        <span className="code-tag code-waiting">第 {row.cycle} 次</span>
        <CodeTag of={facts} list="case-status" code={row.status} />
        <span className="muted">{nameIn(facts, row.siteId) || row.address}</span>
      </span>
    </div>
    <DueCell due={row.nextDue} what={labelIn(facts, 'clock', row.nextDue?.clock)} facts={facts} />
  </li>
);
