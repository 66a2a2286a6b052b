import type { Deadline } from '../stream';
import { levelWhenLate } from './levels';
import { armFor } from './owing';
import { isPastToday, wasPastBefore } from './past';
import type { Deciders, Proposal } from './proposal';
import { ruleOf } from './proposals';
import { armDecision, eligible, nextWhereEmpty, raise, skipEmptyLevels } from './proposing';
import { record, type Recording } from './recording';
import { withdrawBySystem } from './withdrawing';

const isAbleIn =
  ({ file, context }: Recording, proposal: Proposal) =>
  (level: Deciders): boolean =>
    eligible(file, context, { ...proposal, steps: [level] }).length > 0;

/** The late decider is reminded, and that is all of the ladder there is for him (authority.md 1). */
const remindDecider = (recording: Recording, { addressee, ref }: Deadline): void => {
  const body = { act: 'remind', clock: 'decision', level: 1, addressee } as const;
  record(recording, 'rung-reached', ref === undefined ? body : { ...body, proposalId: ref });
};

const missed = ({ clock, dueAt, addressee, deadlineId }: Deadline) => ({ clock, dueAt, addressee, fires: deadlineId });

/** The review of a plan is no proposal: its clock simply runs again. */
const reviewExpired = (recording: Recording, due: Deadline): void => {
  const { ref, addressee } = due;
  const again = ref === undefined ? [] : armFor(recording, 'decision', { ref, facts: { act: 'plan' }, addressee });
  record(recording, 'deadline-missed', { ...missed(due), ...(again.length > 0 ? { arms: again } : {}) });
  remindDecider(recording, due);
};

/**
 * True where its fields hold no more, an officer of it having gone for one, so that neither who is late nor the next level
 * could approve it. Asked here alone: who has gone may come back while there is time, and the question looks things up.
 */
const holdsNoMore = ({ file, context }: Recording, proposal: Proposal, next: Deciders | null): boolean => {
  const { holds, lapses } = ruleOf(proposal);
  if (holds === undefined || lapses === true || isPastToday(context, proposal)) return false;
  const raised = next === null ? proposal : { ...proposal, steps: [next, ...proposal.steps.slice(1)] };
  return holds(file, context, raised) !== null;
};

/**
 * A decision that came too late: missed, the late decider reminded, the next level gets it with a fresh clock
 * (authority.md 1). Where no level follows, at L1 and at an authority of the district, or only levels that stand in
 * a conflict, the clock repeats (settled 2). Where silence is a no, it ends. What can be approved no more is withdrawn (settled
 * 1.2): whoever could not approve it is not late.
 */
export const decisionExpired = (recording: Recording, due: Deadline): void => {
  const proposal = recording.file.proposals.find((candidate) => candidate.proposalId === due.ref);
  if (proposal === undefined) {
    reviewExpired(recording, due);
    return;
  }
  const next = levelWhenLate(proposal, isAbleIn(recording, proposal));
  if (wasPastBefore(recording.context, proposal, due.dueAt) || holdsNoMore(recording, proposal, next)) {
    withdrawBySystem(recording, proposal, 'overtaken');
    return;
  }
  const { lapses = false } = ruleOf(proposal);
  if (lapses || isPastToday(recording.context, proposal)) {
    record(recording, 'deadline-missed', missed(due));
    remindDecider(recording, due);
    withdrawBySystem(recording, proposal, lapses ? 'lapsed' : 'overtaken');
    return;
  }
  const [step] = proposal.steps;
  const arms =
    step !== undefined && next === null ? armDecision(recording, proposal.proposalId, proposal.act, step) : [];
  record(recording, 'deadline-missed', { ...missed(due), ...(arms.length > 0 ? { arms } : {}) });
  remindDecider(recording, due);
  if (next !== null) raise(recording, proposal, { to: next }, 'expired');
  // Who could decide when it was opened may be gone by now; above L1 that is told once.
  if (next !== null || nextWhereEmpty(proposal) !== null || proposal.nobodyHome !== true)
    skipEmptyLevels(recording, proposal.proposalId);
};
