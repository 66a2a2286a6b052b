import type { Context } from '../context';
import { cancel } from '../deadlines';
import { civilDateOf } from '../clock/civil';
import { decidersToday } from '../people/candidates';
import type { Post } from '../people/directory';
import { SYSTEM, type Addressee, type Arm, type Signer } from '../stream';
import type { CaseFile, Evidence } from './file';
import { underOrder } from './issuing';
import { levelWhenEmpty, type HandingUp } from './levels';
import { armFor, holderOf, issuingUnit } from './owing';
import type { CaseProposalAct, Deciders, Proposal } from './proposal';
import { isCertified } from './officers';
import { hasPowerIn } from './power';
import { conflictOf } from './separation';
import { record, factsOf, idFor, type Recording } from './recording';

const OFd: Deciders = { roles: ['OFd'] };
const L2: Deciders = { roles: ['L2'] };
const L1: Deciders = { roles: ['L1'] };

/** Decision steps of an act on this case, and the levels that follow when the first is late (authority.md 1). */
export const stepsFor = (
  file: CaseFile,
  context: Context,
  act: CaseProposalAct,
  by: Signer,
  proposed: string | null = null,
): { steps: [Deciders, ...Deciders[]]; above: Deciders[] } => {
  const major = file.grade === 'major';
  const domain = proposed ?? factsOf(file, context).domain;
  const competent: Deciders = { roles: ['DS'], ...(typeof domain === 'string' ? { domain } : {}) };
  const issuer = issuingUnit(file, context);
  const issuing: Deciders = { roles: ['EFh', 'DS', 'ST'], ...(issuer === null ? {} : { unitId: issuer }) };
  switch (act) {
    case 'void':
      return major ? { steps: [OFd, competent], above: [L2, L1] } : { steps: [OFd], above: [L2, L1] };
    case 'confirm-major':
      return { steps: [competent], above: [] };
    case 'statutory-order': {
      const post = by.kind === 'person' ? by.post : undefined;
      const own = post === undefined ? {} : { unitId: post.unitId };
      if (post?.role === 'DS') return { steps: [{ roles: ['DS'], ...own }], above: [] };
      if (post?.role === 'ST') return { steps: [{ roles: ['ST'], ...own }], above: [L2, L1] };
      return { steps: [{ roles: ['EFh'], ...own }], above: [L2, L1] };
    }
    case 'impose-control':
      return major ? { steps: [{ ...competent, roles: ['L2', 'DS'] }], above: [L1] } : { steps: [L2], above: [L1] };
    case 'close':
      if (major) return { steps: [competent, L2], above: [] };
      return underOrder(file) ? { steps: [issuing], above: [L2, L1] } : { steps: [OFd], above: [L2, L1] };
    case 'relapse':
      return { steps: [OFd], above: [L2, L1] };
    case 'reassign-above':
      return { steps: [L2], above: [L1] };
    case 'new-date':
      if (major) return { steps: [L2], above: [L1] };
      return underOrder(file)
        ? { steps: [issuing], above: [L2, L1] }
        : { steps: [{ roles: ['LDd'], ...(issuer === null ? {} : { unitId: issuer }) }], above: [L2, L1] };
  }
};

/** Whose unit owes the decision: that of the first person who may decide. */
export const deciderUnit = (context: Context, step: Deciders): Addressee => {
  const post = decidersToday(context, step)[0];
  return post === undefined ? 'none' : `unit:${post.unitId}`;
};

/** Arms the decision clock of a step. */
export const armDecision = (recording: Recording, proposalId: string, act: string, step: Deciders): Arm[] =>
  armFor(recording, 'decision', { ref: proposalId, facts: { act }, addressee: deciderUnit(recording.context, step) });

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
  const domain = data['domain'];
  const { steps, above } = stepsFor(
    recording.file,
    recording.context,
    act,
    by,
    typeof domain === 'string' ? domain : null,
  );
  const proposalId = idFor(recording, 'p');
  const arms = armDecision(recording, proposalId, act, steps[0]);
  record(recording, 'proposal-opened', { proposalId, act, reason, steps, above, data, evidence, arms }, by);
  skipEmptyLevels(recording, proposalId);
};

/**
 * Posts that may decide the current step of a proposal today; a control the department only with power in this matter and a
 * certificate valid today (settled 1.1, 1.5), a new date the head of the lead unit alone, whatever an earlier release asked.
 */
export const decidingPosts = (file: CaseFile, context: Context, { act, steps: [step] }: Proposal): Post[] => {
  if (step === undefined) return [];
  const posts = decidersToday(context, step);
  const today = civilDateOf(context.now);
  return posts.filter((post) => {
    if (act === 'impose-control' && post.role === 'DS')
      return hasPowerIn(file, context, post) && isCertified(post, today);
    return act !== 'new-date' || post.role !== 'LDd' || post.unitId === holderOf(file, context);
  });
};

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
    const up = levelWhenEmpty(proposal);
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
    if (levelWhenEmpty(proposal) !== null || proposal.nobodyHome !== true)
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
