import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Explained } from '../../api/typed';
import { Content } from '../../shared/Content';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { PersonName } from '../../shared/PersonName';
import { useCommandForm } from '../../shared/commands/useCommand';
import { labelIn } from '../../shared/words';
import { AboutCase } from './AboutCase';
import { AboutEscalation } from './AboutEscalation';
import { DecisionForm } from './DecisionForm';
import {
  addressOfItem,
  caseIdOf,
  deadlineInWords,
  dueOf,
  escalationIdOf,
  isCoSign,
  kindOf,
  targetOf,
  type Decision,
  type Waiting,
} from './items';

interface DetailProps {
  of: Explained & { asOf: string };
  item: Waiting;
  /** It waits for nobody any more. */
  isOver: boolean;
  onDone(): void;
}

const DecidedBefore = ({ of, item }: { of: Explained; item: Decision }) =>
  item.decisions.map(({ by, decision, opinion, at }) => (
    <div key={at} className="note">
      {labelIn(of, 'decision', decision)}：{opinion} —— <PersonName of={of} signer={by} /> {minuteOf(at)}
    </div>
  ));

const Asked = ({ of, item }: { of: DetailProps['of']; item: Waiting }) => {
  const due = dueOf(item);
  const content = isCoSign(item) ? (item as { content?: object }).content : item.data;
  return (
    <section className="panel" aria-label="提请内容">
      <div className="marks">
        <Tag color="purple">{kindOf(of, item)}</Tag>
        {'number' in item && item.number !== null && <span className="case-number">{item.number}</span>}
        {!isCoSign(item) && item.waiting && <Tag>暂候复查：可以退回，暂不能批准</Tag>}
        {due !== null && <span className="case-due muted">请于 {deadlineInWords(due, of.asOf)} 办理</span>}
      </div>
      <h2 className="approval-title">
        <Link to={addressOfItem(item)}>{item.title}</Link>
      </h2>
      <p className="muted">
        <PersonName of={of} signer={item.by} /> {isCoSign(item) ? '请您会签' : `${minuteOf(item.openedAt)} 提请`}
      </p>
      {!isCoSign(item) && item.reason !== '' && <p className="long-text">{item.reason}</p>}
      {content !== undefined && <Content of={of} content={content} />}
      <p className="effect">
        {isCoSign(item) ? '' : '批准后：'}
        {item.effect}
        {!isCoSign(item) && item.stepsLeft > 1 && `（您之后还有 ${String(item.stepsLeft - 1)} 级审批）`}
      </p>
      {!isCoSign(item) && <DecidedBefore of={of} item={item} />}
    </section>
  );
};

/** One thing to decide: what is asked, the decision, and beside it what it is about. */
export const Detail = ({ of, item, isOver, onDone }: DetailProps) => {
  const target = targetOf(item);
  const reading = useCommandForm(target);
  const caseId = caseIdOf(item);
  const escalationId = escalationIdOf(item);
  return (
    <div className="approval-detail">
      <Asked of={of} item={item} />
      <section className="panel" aria-label="审批">
        <h2>{isCoSign(item) ? '会签' : '审批'}</h2>
        <Loaded reading={reading}>
          {(form) => (
            <DecisionForm
              target={target}
              form={form}
              act={isCoSign(item) ? '' : item.act}
              isOver={isOver}
              onDone={onDone}
              onFresh={() => void reading.refetch()}
            />
          )}
        </Loaded>
      </section>
      {caseId !== undefined && <AboutCase caseId={caseId} />}
      {escalationId !== undefined && <AboutEscalation escalationId={escalationId} />}
    </div>
  );
};
