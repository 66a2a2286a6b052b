import { cancel } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { CaseFile } from './file';
import { unservedPapers } from './papers';
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

/** True for the clock of a proposal or a co-signature that is still open: it ends with that one, whatever else ends. */
export const isOfOpen = ({ proposals, asks }: Pick<CaseFile, 'proposals' | 'asks'>, { ref }: Deadline): boolean =>
  ref !== undefined &&
  (proposals.some(({ proposalId }) => proposalId === ref) || asks.some(({ askId }) => askId === ref));

/** Takes back what was issued and never served; its number stays (settled 6.3). */
export const withdrawUnserved = (turn: Turn, reason: string): void => {
  for (const { documentId } of unservedPapers(turn.file)) emit(turn, 'notice-withdrawn', { documentId, reason });
};

/** Withdraws whatever is still open when a case ends. */
export const withdrawOpen = (turn: Turn, reason: string): void => {
  for (const proposal of turn.file.proposals) withdrawBySystem(turn, proposal, reason);
};
