import { levelWhenLate } from '../case/levels';
import type { Deciders } from '../case/proposal';
import type { Context } from '../context';
import { cancel, dueBy } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { Settled } from '../stream-module';
import { mayBeDecidedBy } from './deciders';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';
import { isProtected } from './protection';
import { armDecision, handUpWhereEmpty, raise, skipEmptyLevels } from './proposing';
import { record, type Recording } from './recording';
import { recordingOn } from './recording-on';
import { oneRungUp } from './rung-up';
import { rehostWhereEmpty, succeedSubject, succeedUnits } from './succession';

/** Hands over what an ended or empty unit holds and up what nobody is left to decide, then fires every due deadline of an escalation, in order; signed by the system. */
export const settleEscalation = (file: EscalationFile, context: Context): Settled<EscalationFile, EscalationDraft> => {
  const recording = recordingOn(file, context, SYSTEM, 'correction');
  succeedSubject(recording);
  succeedUnits(recording);
  rehostWhereEmpty(recording);
  handUpWhereEmpty(recording);
  for (;;) {
    const due = dueBy(recording.file.deadlines, context.now)[0];
    if (due === undefined) return { drafts: recording.drafts, file: recording.file };
    recording.cause = due.deadlineId;
    fire(recording, due);
  }
};

const fire = (recording: Recording, due: Deadline): void => {
  const { clock, level, addressee } = due;
  if (level !== 0) {
    record(recording, 'rung-reached', { act: due.act ?? 'remind', clock, level, addressee, fires: due.deadlineId });
    return;
  }
  if (clock === 'day-end') {
    record(recording, 'completed', {
      why: 'day-end',
      fires: due.deadlineId,
      ...cancel(others(recording, due), 'completed'),
    });
    return;
  }
  if (isProtected(recording.context, recording.file.act, recording.file.addressee)) {
    withdrawProtected(recording, due);
    return;
  }
  if (clock === 'decision') {
    decisionExpired(recording, due);
    return;
  }
  record(recording, 'deadline-missed', { clock, dueAt: due.dueAt, addressee, fires: due.deadlineId });
  // Silence after an interview goes one rung up, as absence does (authority.md 3).
  if (clock === 'interview-report') oneRungUp(recording, 'interview-report');
};

const others = (recording: Recording, due: Deadline): Deadline[] =>
  recording.file.deadlines.filter((d) => d.deadlineId !== due.deadlineId);

/** Whoever is under protection by now is neither talked to nor criticised: what was begun against him ends (settled 6.2). */
const withdrawProtected = (recording: Recording, due: Deadline): void => {
  const proposal = recording.file.proposals[0];
  if (proposal)
    record(recording, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: 'protected-person' });
  record(recording, 'withdrawn', {
    why: 'protected-person',
    fires: due.deadlineId,
    ...cancel(others(recording, due), 'protected-person'),
  });
};

/** The late decider is reminded and the next level gets it with a fresh clock; L1's repeats (settled 2). */
const decisionExpired = (recording: Recording, due: Deadline): void => {
  const { clock, dueAt, addressee, deadlineId } = due;
  const proposal = recording.file.proposals[0];
  const isAble = (level: Deciders): boolean => mayBeDecidedBy(recording, level);
  const next = proposal === undefined ? null : levelWhenLate(proposal, isAble);
  const missed = { clock, dueAt, addressee, fires: deadlineId };
  record(
    recording,
    'deadline-missed',
    proposal !== undefined && next === null ? { ...missed, arms: armDecision(recording, proposal) } : missed,
  );
  const body = { act: 'remind' as const, clock, level: 1, addressee };
  record(recording, 'rung-reached', proposal ? { ...body, proposalId: proposal.proposalId } : body);
  if (next === null) return;
  raise(recording, next, 'expired');
  skipEmptyLevels(recording);
};
