import { levelWhenLate } from '../case/levels';
import type { Deciders } from '../case/proposal';
import type { Context } from '../context';
import { cancel, dueBy } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { Settled } from '../stream-module';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';
import { oneRungUp } from './interview';
import { armDecision, handUpWhereEmpty, mayBeDecidedBy, raise, skipEmptyLevels } from './open';
import { isProtected } from './protection';
import { rehostWhereEmpty, succeedUnits } from './succession';
import { emit, turnOn, type Turn } from './turn';

/** Hands over what an ended or empty unit holds and up what nobody is left to decide, then fires every due deadline of an escalation, in order; signed by the system. */
export const settleEscalation = (file: EscalationFile, context: Context): Settled<EscalationFile, EscalationDraft> => {
  const turn = turnOn(file, context, SYSTEM, 'correction');
  succeedUnits(turn);
  rehostWhereEmpty(turn);
  handUpWhereEmpty(turn);
  for (;;) {
    const due = dueBy(turn.file.deadlines, context.now)[0];
    if (due === undefined) return { drafts: turn.drafts, file: turn.file };
    turn.cause = due.deadlineId;
    fire(turn, due);
  }
};

const fire = (turn: Turn, due: Deadline): void => {
  const { clock, level, addressee } = due;
  if (level !== 0) {
    emit(turn, 'rung-reached', { act: due.act ?? 'remind', clock, level, addressee, fires: due.deadlineId });
    return;
  }
  if (clock === 'day-end') {
    emit(turn, 'completed', { why: 'day-end', fires: due.deadlineId, ...cancel(others(turn, due), 'completed') });
    return;
  }
  if (isProtected(turn.context, turn.file.act, turn.file.addressee)) {
    withdrawProtected(turn, due);
    return;
  }
  if (clock === 'decision') {
    decisionExpired(turn, due);
    return;
  }
  emit(turn, 'deadline-missed', { clock, dueAt: due.dueAt, addressee, fires: due.deadlineId });
  // Silence after an interview goes one rung up, as absence does (authority.md 3).
  if (clock === 'interview-report') oneRungUp(turn, 'interview-report');
};

const others = (turn: Turn, due: Deadline): Deadline[] =>
  turn.file.deadlines.filter((d) => d.deadlineId !== due.deadlineId);

/** Whoever is under protection by now is neither talked to nor criticised: what was begun against him ends (settled 6.2). */
const withdrawProtected = (turn: Turn, due: Deadline): void => {
  const proposal = turn.file.proposals[0];
  if (proposal) emit(turn, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: 'protected-person' });
  emit(turn, 'withdrawn', {
    why: 'protected-person',
    fires: due.deadlineId,
    ...cancel(others(turn, due), 'protected-person'),
  });
};

/** The late decider is reminded and the next level gets it with a fresh clock; L1's repeats (settled 2). */
const decisionExpired = (turn: Turn, due: Deadline): void => {
  const { clock, dueAt, addressee, deadlineId } = due;
  const proposal = turn.file.proposals[0];
  const isAble = (level: Deciders): boolean => mayBeDecidedBy(turn, level);
  const next = proposal === undefined ? null : levelWhenLate(proposal, isAble);
  const missed = { clock, dueAt, addressee, fires: deadlineId };
  emit(
    turn,
    'deadline-missed',
    proposal !== undefined && next === null ? { ...missed, arms: armDecision(turn, proposal) } : missed,
  );
  const body = { act: 'remind' as const, clock, level: 1, addressee };
  emit(turn, 'rung-reached', proposal ? { ...body, proposalId: proposal.proposalId } : body);
  if (next === null) return;
  raise(turn, next, 'expired');
  skipEmptyLevels(turn);
};
