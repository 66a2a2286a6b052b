import type { PaperIssue } from '../stream';
import { idFor, paperOf, type Recording } from './recording';

/** The paper of a decision, from the unit of who decides; none where the pack has no such paper or the system acts. */
export const decisionPaper = (recording: Recording, type: string): { paper?: PaperIssue } => {
  const { context, signer } = recording;
  const unitId = signer.kind === 'person' ? signer.post?.unitId : undefined;
  const isPrinted = context.policy.papers.some((row) => row.type === type);
  return unitId === undefined || !isPrinted ? {} : { paper: paperOf(context, idFor(recording, 'd'), type, unitId) };
};
