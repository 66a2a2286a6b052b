import type { Context } from '../context';
import { cancel, joined } from '../deadlines';
import { decidersToday } from '../people/candidates';
import type { Post } from '../people/directory';
import { SYSTEM, type Arm, type Signer } from '../stream';
import { deciderUnit } from './deciders';
import type { CaseFile, Evidence } from './file';
import { levelWhenEmpty, type HandingUp } from './levels';
import { armFor } from './owing';
import type { CaseProposalAct, Deciders, Proposal } from './proposal';
import { ACTS, isCaseAct, ruleOf } from './proposals';
import { conflictOf } from './separation';
import { record, idFor, type Recording } from './recording';
import { gradeStandsStill } from './standing-still';

/** Arms the decision clock of a step: the pack's row, unless the act has a day of its own. */
export const armDecision = (recording: Recording, proposalId: string, act: string, step: Deciders): Arm[] => {
  const addressee = deciderUnit(recording.context, step);
  const own = isCaseAct(act) ? ACTS[act].decideBy?.(recording, proposalId, addressee) : undefined;
  return own ?? armFor(recording, 'decision', { ref: proposalId, facts: { act }, addressee });
};

export interface Opening {
  act: CaseProposalAct;
  reason: string;
  data: { [field: string]: unknown };
  evidence: Evidence[];
  by: Signer;
}

/** Opens a proposal; where nobody is entitled to decide its step, the next level gets it at once (`nobody-home`). */
export const openProposal = (recording: Recording, opening: Opening): void => {
  const { act, reason, data, evidence, by } = opening;
  const { steps, above } = ACTS[act].steps(recording.file, recording.context, by, data);
  const proposalId = idFor(recording, 'p');
  const clocks = joined({ arms: armDecision(recording, proposalId, act, steps[0]) }, gradeStandsStill(recording, act));
  record(recording, 'proposal-opened', { proposalId, act, reason, steps, above, data, evidence, ...clocks }, by);
  skipEmptyLevels(recording, proposalId);
};

/** Posts that may decide the current step of a proposal today (settled 1.1, 1.5). */
export const decidingPosts = (file: CaseFile, context: Context, proposal: Proposal): Post[] => {
  const [step] = proposal.steps;
  if (step === undefined) return [];
  const { decides } = ruleOf(proposal);
  return decidersToday(context, step).filter((post) => decides?.(file, context, post) ?? true);
};

/** The level that gets a proposal whose step nobody may decide. */
export const nextWhereEmpty = (proposal: Proposal): HandingUp | null =>
  levelWhenEmpty(proposal, ruleOf(proposal).authorityEmpty);

/** Persons who may decide the current step of a proposal and stand in no conflict. */
export const eligible = (file: CaseFile, context: Context, proposal: Proposal): string[] =>
  decidingPosts(file, context, proposal)
    .filter((post) => conflictOf(file, context, proposal, { personId: post.personId, unitId: post.unitId }) === null)
    .map((post) => post.personId);

/** True while somebody may decide the current step of an open proposal. */
const canDecide = (recording: Recording, proposalId: string): boolean => {
  const proposal = recording.file.proposals.find((candidate) => candidate.proposalId === proposalId);
  return proposal !== undefined && eligible(recording.file, recording.context, proposal).length > 0;
};

/**
 * The system raises a proposal to the next level while nobody can decide the current one (3.3 rule 15, settled 5.10). Above
 * L1 there is none: that nobody is entitled is recorded, and the clock of L1 goes on repeating.
 */
export const skipEmptyLevels = (recording: Recording, proposalId: string): void => {
  for (;;) {
    const proposal = recording.file.proposals.find((candidate) => candidate.proposalId === proposalId);
    if (proposal === undefined || canDecide(recording, proposalId)) return;
    const addressee = recording.file.deadlines.find((d) => d.ref === proposalId && d.level === 0)?.addressee ?? 'none';
    const body = { act: 'nobody-home', clock: 'decision', level: 0, addressee, proposalId } as const;
    record(recording, 'rung-reached', body, SYSTEM);
    const up = nextWhereEmpty(proposal);
    if (up === null) return;
    raise(recording, proposal, up, 'nobody-home');
  }
};

/**
 * What is open goes up at once when the last who might decide it is gone, not when its clock runs out (authority.md 1); above
 * L1 that is told once. What waits for a re-check has its turn after it.
 */
export const handUpWhereEmpty = (recording: Recording): void => {
  for (const proposal of recording.file.proposals) {
    if (proposal.waiting === true || canDecide(recording, proposal.proposalId)) continue;
    if (nextWhereEmpty(proposal) !== null || proposal.nobodyHome !== true)
      skipEmptyLevels(recording, proposal.proposalId);
  }
};

/** Hands a proposal to the next level with a fresh decision clock; the earlier level may no longer decide. */
export const raise = (
  recording: Recording,
  proposal: Proposal,
  up: HandingUp,
  why: 'expired' | 'nobody-home',
): void => {
  const { proposalId, act } = proposal;
  const live = recording.file.deadlines.filter((deadline) => deadline.ref === proposalId);
  const arms = armDecision(recording, proposalId, act, up.to);
  record(recording, 'proposal-raised', { proposalId, ...up, why, ...cancel(live, why), arms }, SYSTEM);
};
