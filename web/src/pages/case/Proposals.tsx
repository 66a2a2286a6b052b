import { Tag } from 'antd';
import { minuteOf, momentInWords } from '../../shared/dates';
import { PersonName } from '../../shared/PersonName';
import { labelIn, nameIn } from '../../shared/words';
import type { CaseFile } from './file';

/** What waits for a decision or a second signature, and what the decision will do. */
export const Proposals = ({
  file,
}: {
  file: Pick<CaseFile, 'names' | 'labels' | 'asOf' | 'openProposals' | 'asks'>;
}) => {
  const proposals = file.openProposals ?? [];
  const asks = file.asks ?? [];
  if (proposals.length + asks.length === 0) return null;
  return (
    <section className="panel">
      <h2>待审批、待会签</h2>
      {proposals.map((proposal) => (
        <div key={proposal.proposalId} className="proposal">
          <div>
            <strong>{labelIn(file, 'proposal-act', proposal.act)}</strong> {proposal.waiting && <Tag>暂候</Tag>}
            <span className="muted">
              {minuteOf(proposal.openedAt)} <PersonName of={file} signer={proposal.by} />
            </span>
          </div>
          <p className="long-text">{proposal.reason}</p>
          <p>同意后：{proposal.effect}</p>
          {proposal.decisions.map(({ by, decision, opinion, at }) => (
            <div key={at} className="note">
              {labelIn(file, 'decision', decision)}：{opinion} —— <PersonName of={file} signer={by} /> {minuteOf(at)}
            </div>
          ))}
          <p className="muted">
            请 {proposal.deciders.map((role) => labelIn(file, 'role', role)).join('、')} 在{' '}
            {momentInWords(proposal.decideBy, file.asOf)} 前审批
            {proposal.stepsLeft > 1 && `，之后还有 ${String(proposal.stepsLeft - 1)} 级`}
          </p>
        </div>
      ))}
      {asks.map(({ askId, coActorId, by, command }) => (
        <div key={askId} className="proposal">
          <strong>会签：{labelIn(file, 'case-command', command)}</strong>
          <p className="muted">
            <PersonName of={file} signer={by} /> 请 {nameIn(file, coActorId)} 会签
          </p>
        </div>
      ))}
    </section>
  );
};
