import { cancel } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { Proposal } from './proposal';
import { emit, type Turn } from './turn';

/** The live decision clock of a proposal. */
export const decisionClocks = (turn: Turn, { proposalId }: Proposal): Deadline[] =>
  turn.file.deadlines.filter((deadline) => deadline.clock === 'decision' && deadline.ref === proposalId);

/** The system takes a proposal off the table; its author is told. */
export const withdrawBySystem = (turn: Turn, proposal: Proposal, reason: string): void => {
  const { proposalId, by } = proposal;
  const author = by.kind === 'person' ? { authorId: by.personId } : {};
  const cancelled = cancel(decisionClocks(turn, proposal), reason);
  emit(turn, 'proposal-withdrawn', { proposalId, reason, ...author, ...cancelled }, SYSTEM);
};

/** Withdraws whatever is still open when a case ends or closes. */
export const withdrawOpen = (turn: Turn, reason: string): void => {
  for (const proposal of turn.file.proposals) withdrawBySystem(turn, proposal, reason);
};
