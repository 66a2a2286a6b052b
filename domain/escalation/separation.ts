import type { Context } from '../context';
import type { EscalationFile } from './file';

/** Why this person may not decide it: proposer, or of the unit or subject that is talked to or criticised (3.3 rule 9). */
export const conflictOf = (
  file: EscalationFile,
  context: Context,
  who: { personId: string; unitId: string | null },
): { reason: string; message: string } | null => {
  if (file.proposedBy.kind === 'person' && file.proposedBy.personId === who.personId) {
    return { reason: 'proposer-decides', message: '提请人不得审批自己的提请。' };
  }
  const talkedTo = context.directory.posts.some(
    (post) =>
      post.personId === who.personId &&
      (file.addressee === `unit:${post.unitId}` ||
        (post.subjectId !== null && file.addressee === `subject:${post.subjectId}`)),
  );
  return talkedTo ? { reason: 'addressee-decides', message: '被约谈、被通报单位的人员不得审批。' } : null;
};
