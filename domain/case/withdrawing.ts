import { cancel, joined } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { CaseFile } from './file';
import { unservedPapers } from './papers';
import type { Proposal } from './proposal';
import { record, type Recording } from './recording';
import { gradeGoesOn } from './standing-still';

/** The live decision clock of a proposal. */
export const decisionClocks = (recording: Recording, { proposalId }: Proposal): Deadline[] =>
  recording.file.deadlines.filter((deadline) => deadline.clock === 'decision' && deadline.ref === proposalId);

/** The system takes a proposal off the table; its author is told. */
export const withdrawBySystem = (recording: Recording, proposal: Proposal, reason: string): void => {
  const { proposalId, by, act } = proposal;
  const author = by.kind === 'person' ? { authorId: by.personId } : {};
  const clocks = joined(cancel(decisionClocks(recording, proposal), reason), gradeGoesOn(recording, act));
  record(recording, 'proposal-withdrawn', { proposalId, reason, ...author, ...clocks }, SYSTEM);
};

/** True for the clock of a proposal or a co-signature that is still open: it ends with that one, whatever else ends. */
export const isOfOpen = ({ proposals, asks }: Pick<CaseFile, 'proposals' | 'asks'>, { ref }: Deadline): boolean =>
  ref !== undefined &&
  (proposals.some(({ proposalId }) => proposalId === ref) || asks.some(({ askId }) => askId === ref));

/** Takes back what was issued and never served; its number stays (settled 6.3). */
export const withdrawUnserved = (recording: Recording, reason: string): void => {
  for (const { documentId } of unservedPapers(recording.file))
    record(recording, 'notice-withdrawn', { documentId, reason });
};

/** Withdraws whatever is still open when a case ends. */
export const withdrawOpen = (recording: Recording, reason: string): void => {
  for (const proposal of recording.file.proposals) withdrawBySystem(recording, proposal, reason);
};
