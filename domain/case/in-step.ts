import { cancel, pause } from '../deadlines';
import { SYSTEM } from '../stream';
import type { Context } from '../context';
import { isDecidable, isStillAsked, waits } from './act-gate';
import { isCaseAct } from './acts/table';
import { COMMANDS, isRuled } from './direct';
import type { Ask, CaseFile } from './file';
import type { Proposal } from './proposal';
import { handUpWhereEmpty } from './proposing';
import { remainderOf } from './remainder';
import { emit, factsOf, type Turn } from './turn';
import { decisionClocks, withdrawBySystem } from './withdrawing';

const pauseDecision = (turn: Turn, proposal: Proposal): void => {
  const { proposalId } = proposal;
  const paused = pause(decisionClocks(turn, proposal), 'decision', turn.context.now);
  emit(turn, 'proposal-paused', { proposalId, ...paused }, SYSTEM);
};

const resumeDecision = (turn: Turn, proposal: Proposal): void => {
  const { context, file } = turn;
  const facts = { ...factsOf(file, context), act: proposal.act };
  const resumes = decisionClocks(turn, proposal)
    .filter((deadline) => deadline.state === 'paused')
    .map((deadline) => ({ deadlineId: deadline.deadlineId, ...remainderOf(context, deadline, facts) }));
  emit(turn, 'proposal-resumed', { proposalId: proposal.proposalId, resumes }, SYSTEM);
};

const lapse = (turn: Turn, { askId }: Ask): void => {
  const live = turn.file.deadlines.filter((deadline) => deadline.ref === askId);
  emit(turn, 'co-sign-lapsed', { askId, why: 'overtaken', ...cancel(live, 'overtaken') }, SYSTEM);
};

/** Whether the case still takes the command that waits for a second person. */
const isStillTaken = (file: CaseFile, context: Context, { command }: Ask): boolean => {
  const { type, act } = command;
  if (type === 'propose') return typeof act !== 'string' || !isCaseAct(act) || isStillAsked(file, context, act);
  return !isRuled(type) || COMMANDS[type].from.includes(file.status);
};

/**
 * Keeps what is open in step with the state that a decision or a fired clock has led to, in the same transaction (settled
 * 1.2): what can no longer be carried out is withdrawn, what waits for the end of a re-check has its clock stopped, what
 * nobody is left to decide goes up, and a co-signature for a command that the case no longer takes lapses.
 */
export const keepInStep = (turn: Turn): void => {
  for (const proposal of turn.file.proposals) {
    const waiting = waits(turn.file, proposal);
    if (!isDecidable(turn.file, turn.context, proposal)) withdrawBySystem(turn, proposal, 'overtaken');
    else if (waiting && proposal.waiting !== true) pauseDecision(turn, proposal);
    else if (!waiting && proposal.waiting === true) resumeDecision(turn, proposal);
  }
  handUpWhereEmpty(turn);
  for (const ask of turn.file.asks) if (!isStillTaken(turn.file, turn.context, ask)) lapse(turn, ask);
};
