import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/clock/instant';
import type { AttachmentFact } from '../../domain/context';

/** A photo that somebody takes for one case at one instant: its id says all that is known of it. */
export const photoBy = (who: string, caseId: string, now: Instant, n = 1): string => [who, caseId, now, n].join('|');

/** What the record knows of such a photo. */
export const photoOf = (attachmentId: string): AttachmentFact | undefined => {
  const [uploadedBy, caseId, firstUploadedAt] = attachmentId.split('|');
  if (uploadedBy === undefined || caseId === undefined || firstUploadedAt === undefined) return undefined;
  const sha256 = createHash('sha256').update(attachmentId).digest('hex');
  return { attachmentId, townId: 'baihe', sha256, uploadedBy, firstUploadedAt };
};
