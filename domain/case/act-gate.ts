import type { Context } from '../context';
import { grantedPosts, refuse, rolesOf, type Asking } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import type { Guard } from './slice';
import { ACTS, isCaseAct, ruleOf } from './proposals';
import type { CaseFile } from './file';
import { ended, wrongState } from './gate';
import { stopped } from './overlays';
import { overtaken } from './overtaken';
import { isOnSubjectSide, ofSubject } from './parts';
import type { CaseProposalAct, Proposal } from './proposal';
import { stakeOf } from './recording';

/** Why the actor may not propose an act on this case in any state; null where a post of his lets him. */
export const lacksProposal = (file: CaseFile, asking: Asking, act: CaseProposalAct): Refusal | null => {
  const { grants, lacking } = ACTS[act];
  if (grants.length === 0) return refuse('forbidden', 'opened-by-system', '该事项由系统自动提请，不能人工提请。');
  if (grantedPosts(grants, asking, stakeOf(file)).length > 0) return null;
  return lacking === undefined
    ? refuse('forbidden', 'not-your-proposal', '您的岗位不能提请此事项。', rolesOf(grants))
    : lacking();
};

const first = (checks: readonly Guard[], file: CaseFile, context: Context): Refusal | null => {
  for (const check of checks) {
    const refusal = check(file, context);
    if (refusal) return refusal;
  }
  return null;
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
  return (
    lacksProposal(file, context, act) ??
    ended(file) ??
    wrongState(file, isConfirmed ? [...rule.from, ...(rule.waits ?? [])] : rule.from) ??
    stopped(file, act) ??
    (file.proposals.some((proposal) => proposal.act === act)
      ? refuse('conflict', 'proposal-already-open', '同一事项已在审批中。')
      : null) ??
    (rule.bySubject === true || !isOnSubjectSide(file, context)
      ? null
      : ofSubject(
          file,
          { grants: rule.grants, asking: context, stake: stakeOf(file) },
          '责任主体一方的人员须回避，此事项请由其他人员提请。',
        )) ??
    first([...(rule.needs ?? []), ...(rule.proposer ?? [])], file, context)
  );
};

const proposersOf = ({ act }: Proposal): Role[] => (isCaseAct(act) ? rolesOf(ACTS[act].grants) : []);

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
  first(ACTS[act].needs ?? [], file, context) === null;

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
    return refuse('illegal-transition', 'not-now', words, ['LDc', 'EFo', 'ST', 'DS']);
  }
  const changed =
    ended(file) ??
    wrongState(file, rule.from) ??
    first(rule.needs ?? [], file, context) ??
    rule.holds?.(file, context, proposal) ??
    null;
  return changed ? overtaken(changed, proposersOf(proposal)) : first(rule.blocks ?? [], file, context);
};
