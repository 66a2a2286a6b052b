import type { Deadline } from '../stream';
import { levelWhenEmpty, levelWhenLate } from './levels';
import { armFor } from './owing';
import type { Deciders, Proposal } from './proposal';
import { armDecision, eligible, raise, skipEmptyLevels } from './proposing';
import { record, type Recording } from './recording';

const isAbleIn =
  ({ file, context }: Recording, proposal: Proposal) =>
  (level: Deciders): boolean =>
    eligible(file, context, { ...proposal, steps: [level] }).length > 0;

/**
 * A decision that came too late: missed, the late decider reminded, the next level gets it with a fresh clock
 * (authority.md 1). Where no level follows, at L1 and at an authority of the district, or only levels that stand in
 * a conflict, the clock repeats (settled 2).
 */
export const decisionExpired = (recording: Recording, due: Deadline): void => {
  const proposal = recording.file.proposals.find((candidate) => candidate.proposalId === due.ref);
  const step = proposal?.steps[0];
  const next = proposal === undefined ? null : levelWhenLate(proposal, isAbleIn(recording, proposal));
  const again =
    proposal !== undefined && step !== undefined && next === null
      ? armDecision(recording, proposal.proposalId, proposal.act, step)
      : // The review of a plan is no proposal: its clock simply runs again.
        proposal === undefined && due.ref !== undefined
        ? armFor(recording, 'decision', { ref: due.ref, facts: { act: 'plan' }, addressee: due.addressee })
        : [];
  record(recording, 'deadline-missed', {
    clock: due.clock,
    dueAt: due.dueAt,
    addressee: due.addressee,
    fires: due.deadlineId,
    ...(again.length > 0 ? { arms: again } : {}),
  });
  record(recording, 'rung-reached', {
    act: 'remind',
    clock: 'decision',
    level: 1,
    addressee: due.addressee,
    ...(due.ref === undefined ? {} : { proposalId: due.ref }),
  });
  if (proposal === undefined) return;
  if (next !== null) raise(recording, proposal, { to: next }, 'expired');
  // Who could decide when it was opened may be gone by now; above L1 that is told once.
  if (next !== null || levelWhenEmpty(proposal) !== null || proposal.nobodyHome !== true)
    skipEmptyLevels(recording, proposal.proposalId);
};
