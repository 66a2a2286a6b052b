import { civilDateOf } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { cancel, dueBy, pause } from '../deadlines';
import { SYSTEM } from '../stream';
import type { Context } from '../context';
import { isDecidable, isStillAsked, waits } from './act-gate';
import { isPastToday } from './past';
import { runningDate } from './plan';
import { ACTS, isCaseAct, ruleOf } from './proposals';
import { COMMANDS, isDirect, type DirectType } from './commands';
import type { Ask, CaseFile } from './file';
import type { Proposal } from './proposal';
import { handUpWhereEmpty } from './proposing';
import { remainderOf } from './remainder';
import { record, factsOf, type Recording } from './recording';
import type { CommandSlice } from './slice';
import { keepSuspension } from './suspension';
import { decisionClocks, withdrawBySystem } from './withdrawing';

const pauseDecision = (recording: Recording, proposal: Proposal): void => {
  const { proposalId } = proposal;
  const paused = pause(decisionClocks(recording, proposal), 'decision', recording.context.now);
  record(recording, 'proposal-paused', { proposalId, ...paused }, SYSTEM);
};

/** The decision has the time that it had left; where silence is a no, not beyond the date that it is about (lifecycle 2.5). */
const resumeDecision = (recording: Recording, proposal: Proposal, from: Instant): void => {
  const { file } = recording;
  const context = { ...recording.context, now: from };
  const facts = { ...factsOf(file, context), act: proposal.act };
  const date = ruleOf(proposal).lapses === true ? runningDate(file) : undefined;
  const resumes = decisionClocks(recording, proposal)
    .filter((deadline) => deadline.state === 'paused')
    .map((deadline) => {
      const due = remainderOf(context, deadline, facts);
      const { dueAt, dueOn } = date !== undefined && date.dueAt < due.dueAt ? date : due;
      return { deadlineId: deadline.deadlineId, dueAt, dueOn };
    });
  record(recording, 'proposal-resumed', { proposalId: proposal.proposalId, resumes }, SYSTEM);
};

const lapse = (recording: Recording, { askId }: Ask): void => {
  const live = recording.file.deadlines.filter((deadline) => deadline.ref === askId);
  record(recording, 'co-sign-lapsed', { askId, why: 'overtaken', ...cancel(live, 'overtaken') }, SYSTEM);
};

/** What time has taken is gone; where its decision is due as well, its clock says first whether that was missed before. */
const isPast = (recording: Recording, proposal: Proposal): boolean =>
  isPastToday(recording.context, proposal) &&
  dueBy(decisionClocks(recording, proposal), recording.context.now).every(({ level }) => level !== 0);

/** Whether the case still takes the command that waits for a second person. */
const isStillTaken = (file: CaseFile, context: Context, { command }: Ask): boolean => {
  const { type, act, fields } = command;
  if (type === 'propose') {
    if (typeof act !== 'string' || !isCaseAct(act)) return true;
    const data = typeof fields === 'object' ? { ...fields } : {};
    return isStillAsked(file, context, act) && ACTS[act].isPast?.(data, civilDateOf(context.now), context) !== true;
  }
  if (!isDirect(type)) return true;
  const { from, isStillOf } = COMMANDS[type] as CommandSlice<{ type: DirectType }>;
  return from.includes(file.status) && isStillOf?.(file, command as { type: DirectType }) !== false;
};

/**
 * Keeps what is open in step with the state that a decision or a fired clock has led to, in the same transaction (settled
 * 1.2): what can no longer be carried out is withdrawn, what time alone has taken too, what waits for the end of a re-check has its clock stopped, what
 * nobody is left to decide goes up, and a co-signature for a command that the case no longer takes lapses. `from`: the instant
 * as of which a clock has brought it about.
 */
export const keepInStep = (recording: Recording, from: Instant = recording.context.now): void => {
  keepSuspension(recording);
  for (const proposal of recording.file.proposals) {
    const waiting = waits(recording.file, proposal);
    if (!isDecidable(recording.file, recording.context, proposal) || isPast(recording, proposal))
      withdrawBySystem(recording, proposal, 'overtaken');
    else if (waiting && proposal.waiting !== true) pauseDecision(recording, proposal);
    else if (!waiting && proposal.waiting === true) resumeDecision(recording, proposal, from);
  }
  handUpWhereEmpty(recording);
  for (const ask of recording.file.asks)
    if (!isStillTaken(recording.file, recording.context, ask)) lapse(recording, ask);
};
