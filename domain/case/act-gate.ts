import type { Context } from '../context';
import { refuse, rolesOf } from '../people/permit';
import { firstImpersonal, firstOf, withoutRight } from '../people/who-can';
import type { Next, Refusal } from '../stream';
import { ACTS, ruleOf } from './proposals';
import type { CaseFile } from './file';
import { ended, wrongState } from './gate';
import { stopped } from './overlays';
import { overtaken } from './overtaken';
import { isOnSubjectSide, ofSubject } from './parts';
import type { CaseProposalAct, Proposal } from './proposal';
import { stakeOf } from './recording';

/** The refusal of an act that none of one's posts may propose, or that nobody may. */
export const notYourProposal = (act: CaseProposalAct): Refusal => {
  const { grants, lacking } = ACTS[act];
  if (grants.length === 0) return refuse('forbidden', 'opened-by-system', '该事项由系统自动提请，不能人工提请。');
  return lacking?.() ?? refuse('forbidden', 'not-your-proposal', '您的岗位不能提请此事项。', rolesOf(grants));
};

/** What stands against an act for everybody in the state of the case, whoever proposes it; null where nothing does. */
export const actStateRefusal = (file: CaseFile, act: CaseProposalAct, isConfirmed = false): Refusal | null => {
  const { from, waits = [] } = ACTS[act];
  const isOpen = file.proposals.some((proposal) => proposal.act === act);
  return (
    ended(file) ??
    wrongState(file, isConfirmed ? [...from, ...waits] : from) ??
    stopped(file, act) ??
    (isOpen ? refuse('conflict', 'proposal-already-open', '同一事项已在审批中。') : null)
  );
};

/**
 * Gate of one act without its fields, for the button, the proposal and the co-signature: who, state, what it needs. What was
 * asked for before a re-check may still be signed during it, and then waits as a proposal that was open does (settled 1.2).
 */
export const mayPropose = (
  file: CaseFile,
  context: Context,
  act: CaseProposalAct,
  isConfirmed = false,
): Refusal | null => {
  const rule = ACTS[act];
  const right = { grants: rule.grants, asking: context, stake: stakeOf(file) };
  const guards = [...(rule.needs ?? []), ...(rule.proposer ?? [])];
  const state = (): Refusal | null => actStateRefusal(file, act, isConfirmed);
  return (
    withoutRight(
      right,
      () => notYourProposal(act),
      () => state() ?? firstImpersonal(guards, file, context),
    ) ??
    state() ??
    (rule.bySubject === true || !isOnSubjectSide(file, context)
      ? null
      : ofSubject(file, right, '责任主体一方的人员须回避，此事项请由其他人员提请。')) ??
    firstOf(guards, file, context)
  );
};

/** The same with what the button shows besides. */
export const proposalButton = (file: CaseFile, context: Context, act: CaseProposalAct): Refusal | null =>
  mayPropose(file, context, act) ?? ACTS[act].button?.(file, context) ?? null;

/** What ends a re-check from where it stands. */
const endOfRecheck = ({ status }: CaseFile): Next => {
  if (status === 'awaiting-recheck') return { command: 'start-recheck' };
  return status === 'rechecking' ? { command: 'record-recheck' } : { command: 'decide-proposal', act: 'close' };
};

/** True while an open proposal waits for the end of a re-check (settled 1.2), or of what stops the case. */
export const waits = (file: CaseFile, proposal: Proposal): boolean =>
  ruleOf(proposal).waits?.includes(file.status) === true || stopped(file, proposal.act) !== null;

/** True while an open proposal can be carried out or waits for it; any other is withdrawn (settled 1.2). */
export const isDecidable = (file: CaseFile, context: Context, proposal: Proposal): boolean => {
  const rule = ruleOf(proposal);
  return (rule.from.includes(file.status) || waits(file, proposal)) && rule.isDone?.(file, context, proposal) !== true;
};

/** True while what a second person was asked to sign could still be proposed, now or after a re-check. */
export const isStillAsked = (file: CaseFile, context: Context, act: CaseProposalAct): boolean =>
  wrongState(file, [...ACTS[act].from, ...(ACTS[act].waits ?? [])]) === null &&
  firstOf(ACTS[act].needs ?? [], file, context) === null;

/**
 * What stands against approving now, whoever approves: the gate of the act once more, on the locked file and this day
 * (settled 1.1). The proposer's own post does not count again; for the officers of an order `holds` asks it.
 */
export const mayApprove = (file: CaseFile, context: Context, proposal: Proposal): Refusal | null => {
  const rule = ruleOf(proposal);
  const stop = stopped(file, proposal.act);
  if (stop) return stop;
  if (waits(file, proposal)) {
    const words = '本案正在复查、审核，有结果后再审批；不同意的，现在即可退回。';
    return refuse('illegal-transition', 'not-now', words, endOfRecheck(file));
  }
  const changed =
    ended(file) ??
    wrongState(file, rule.from) ??
    firstOf(rule.needs ?? [], file, context) ??
    rule.holds?.(file, context, proposal) ??
    null;
  return changed
    ? overtaken(changed, { command: 'propose', act: proposal.act })
    : firstOf(rule.blocks ?? [], file, context);
};
