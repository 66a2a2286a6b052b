import type { Context } from '../context';
import { cancel, joined, meet } from '../deadlines';
import type { Post } from '../people/directory';
import { isActor, refuse, signAs } from '../people/permit';
import type { Refusal } from '../stream';
import { mayApprove } from './act-gate';
import { isRefusal } from './evidence';
import { isCaseAct, ruleOf } from './proposals';
import type { Decide } from './proposals/rule';
import type { CaseFile } from './file';
import { withdrawnMeanwhile } from './overtaken';
import type { Deciders, Proposal } from './proposal';
import { armDecision, decidingPosts, skipEmptyLevels } from './proposing';
import { conflictOf } from './separation';
import { record, type Recording } from './recording';
import { gradeGoesOn } from './standing-still';

/** The author takes his proposal back. */
export interface WithdrawProposal {
  type: 'withdraw-proposal';
  proposalId: string;
  reason: string;
}

/** In which post the actor decides the current step, or why in none: by post first, by separation second, on the natural person. */
const decidingPost = (file: CaseFile, context: Context, proposal: Proposal): Post | Refusal => {
  const step = proposal.steps[0];
  if (step === undefined) return refuse('illegal-transition', 'proposal-not-open', '该提请已办结。');
  const posts = decidingPosts(file, context, proposal).filter((post) => post.personId === context.actor.personId);
  const conflictIn = ({ unitId }: Post) => conflictOf(file, context, proposal, { ...context.actor, unitId });
  const [first] = posts;
  if (first === undefined) return notYourDecision(context, step);
  const free = posts.find((post) => conflictIn(post) === null);
  if (free !== undefined) return free;
  const conflict = conflictIn(first);
  return conflict ? refuse('sod-violation', conflict.reason, conflict.message) : first;
};

/** Whether the actor may decide the current step. */
export const mayDecide = (file: CaseFile, context: Context, proposal: Proposal): Refusal | null => {
  const post = decidingPost(file, context, proposal);
  return isRefusal(post) ? post : null;
};

/** It names the unit whose decision it is. */
const notYourDecision = ({ directory }: Context, { unitId }: Deciders): Refusal => {
  const name = unitId === undefined ? undefined : directory.units[unitId]?.name;
  const message = name === undefined ? '您的岗位无权审批此事项。' : `此事项由${name}审批。`;
  return refuse('forbidden', 'not-your-decision', message);
};

const notOpen = (file: CaseFile, proposalId: string): Refusal =>
  withdrawnMeanwhile(file, proposalId) ??
  refuse('illegal-transition', 'proposal-not-open', '该提请不存在或已办结。', [], '/proposalId');

/** Decides an open proposal; the last approval carries the act out in the same decision. */
export const decideProposal = (recording: Recording, command: Decide): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, command.proposalId);
  const post = decidingPost(file, context, proposal);
  if (isRefusal(post)) return post;
  recording.signer = signAs(context, post);
  const { proposalId, act } = proposal;
  if (!isCaseAct(act)) return refuse('illegal-transition', 'not-on-a-case', '该事项不属于隐患。');
  const rule = ruleOf(proposal);
  const body = { proposalId, act, decision: command.decision, opinion: command.opinion };
  const met = meet(file.deadlines, 'decision', context.now, proposalId);
  if (command.decision === 'reject') {
    record(recording, 'proposal-decided', { ...body, final: true, ...joined(met, gradeGoesOn(recording, act)) });
    return rule.reject?.(recording, proposal, command) ?? null;
  }
  const blocked = mayApprove(file, context, proposal);
  if (blocked) return blocked;
  const next = proposal.steps[1];
  if (next !== undefined) {
    record(recording, 'proposal-decided', {
      ...body,
      final: false,
      ...met,
      arms: armDecision(recording, proposalId, act, next),
    });
    skipEmptyLevels(recording, proposalId);
    return null;
  }
  record(recording, 'proposal-decided', { ...body, final: true, ...met });
  return rule.carryOut(recording, proposal, command);
};

/** Whether the actor may take an open proposal back: his own. */
export const mayWithdraw = (context: Context, { by }: Proposal): Refusal | null =>
  by.kind === 'person' && isActor(context, by.personId)
    ? null
    : refuse('forbidden', 'not-the-author', '只有提请人可以撤回提请。');

/** The author takes his proposal back while it is undecided. */
export const withdrawProposal = (recording: Recording, command: WithdrawProposal): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, command.proposalId);
  const refusal = mayWithdraw(context, proposal);
  if (refusal) return refusal;
  recording.signer = proposal.by;
  const live = file.deadlines.filter((deadline) => deadline.ref === proposal.proposalId);
  record(recording, 'proposal-withdrawn', {
    proposalId: proposal.proposalId,
    reason: command.reason,
    ...joined(cancel(live, 'withdrawn'), gradeGoesOn(recording, proposal.act)),
  });
  return null;
};
