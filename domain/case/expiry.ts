import type { Deadline } from '../stream';
import { armFor } from './owing';
import { raise, skipEmptyLevels } from './proposing';
import { emit, type Turn } from './turn';

/**
 * A decision that came too late: missed, the late decider reminded, the next level gets it with a fresh clock
 * (authority.md 1). DS's clock repeats; at L1 it does not.
 */
export const decisionExpired = (turn: Turn, due: Deadline): void => {
  const proposal = turn.file.proposals.find((candidate) => candidate.proposalId === due.ref);
  const repeats = proposal === undefined || proposal.steps[0]?.roles.includes('DS') === true;
  emit(turn, 'deadline-missed', {
    clock: due.clock,
    dueAt: due.dueAt,
    addressee: due.addressee,
    fires: due.deadlineId,
    // The review of a plan is no proposal: its clock simply runs again.
    ...(proposal === undefined && due.ref !== undefined
      ? { arms: armFor(turn, 'decision', { ref: due.ref, facts: { act: 'plan' }, addressee: due.addressee }) }
      : {}),
  });
  emit(turn, 'rung-reached', {
    act: 'remind',
    clock: 'decision',
    level: 1,
    addressee: due.addressee,
    ...(due.ref === undefined ? {} : { proposalId: due.ref }),
  });
  if (proposal === undefined) return;
  const step = proposal.steps[0];
  const next = proposal.above[0] ?? (repeats ? step : undefined);
  if (next === undefined) return;
  raise(turn, proposal, next, 'expired');
  skipEmptyLevels(turn, proposal.proposalId);
};
