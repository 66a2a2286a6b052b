import { mayWithdraw } from '../case/deciding';
import { overtaken } from '../case/overtaken';
import type { Context } from '../context';
import { cancel, meet } from '../deadlines';
import { refuse, signAs } from '../people/permit';
import type { Refusal } from '../stream';
import { approve } from './approving';
import { decidingPost } from './deciders';
import type { EscalationFile } from './file';
import { notHeard } from './hearing';
import { openCases } from './linked';
import { notProtected } from './protection';
import { record, type Recording } from './recording';

/** A decision on the open proposal. */
export interface DecideProposal {
  type: 'decide-proposal';
  proposalId: string;
  decision: 'approve' | 'reject';
  opinion: string;
}

/** The author takes his proposal back. */
export interface WithdrawProposal {
  type: 'withdraw-proposal';
  proposalId: string;
  reason: string;
}

/** Why it cannot be approved on this day, by the facts of this day (settled 1.1). */
const mayApprove = (file: EscalationFile, context: Context): Refusal | null => {
  const barred = notProtected(file, context) ?? notHeard(file);
  if (barred) return barred;
  return openCases(context, file.cases).length > 0
    ? null
    : refuse('illegal-transition', 'overtaken', '所涉隐患均已办结，不再批准，请不予批准或由提请人撤回。');
};

/** Where nothing is open any more: what the system withdrew it for is told as what has changed (settled 1.1). */
const notOpen = (file: EscalationFile, context: Context): Refusal => {
  const gone = '系统已撤回这一事项。';
  const left = refuse('illegal-transition', 'overtaken', '所涉隐患均已办结或认定不属实，');
  const changed = file.cases.length === 0 ? left : notProtected(file, context);
  return file.status === 'withdrawn' && changed !== null
    ? overtaken(changed, undefined, gone)
    : refuse('illegal-transition', 'proposal-not-open', '该提请不存在或已办结。', [], '/proposalId');
};

/** Decides the open proposal; an approval carries the act out in the same decision. */
export const decideProposal = (recording: Recording, command: DecideProposal): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  const post = decidingPost(file, context);
  if ('code' in post) return post;
  const barred = command.decision === 'approve' ? mayApprove(file, context) : null;
  if (barred) return barred;
  recording.signer = signAs(context, post);
  record(recording, 'proposal-decided', {
    proposalId: proposal.proposalId,
    act: file.act,
    decision: command.decision,
    opinion: command.opinion,
    final: true,
    ...meet(file.deadlines, 'decision', context.now),
  });
  if (command.decision === 'approve') approve(recording);
  else record(recording, 'rejected', { opinion: command.opinion, ...cancel(recording.file.deadlines, 'rejected') });
  return null;
};

/** The author takes his proposal back while it is undecided; the escalation ends with it. */
export const withdrawProposal = (recording: Recording, command: WithdrawProposal): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  const refusal = mayWithdraw(context, proposal);
  if (refusal) return refusal;
  recording.signer = proposal.by;
  record(recording, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: command.reason });
  record(recording, 'withdrawn', { why: 'author', ...cancel(recording.file.deadlines, 'withdrawn') });
  return null;
};
