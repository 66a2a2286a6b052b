import { createHash } from 'node:crypto';
import type { AttachmentFact } from '../../../domain/context';
import type { World } from '../../../domain/forecast/world';

/** A photo that a person took at an instant; its content is its own. */
export const aPhoto = (
  attachmentId: string,
  uploadedBy: string,
  firstUploadedAt: string,
  content = attachmentId,
): AttachmentFact => ({
  attachmentId,
  townId: 'baihe',
  sha256: createHash('sha256').update(content).digest('hex'),
  uploadedBy,
  firstUploadedAt,
});

/** Ids that a play takes for photos taken just then: `<person>-<n>`. */
const fresh = /^([a-z0-9]+)-\d$/;

let shots = 0;

/** Whatever a command names as `ldc-1` is a new photo of `ldc`, taken when he gives it; other ids are what a test put there. */
export const shoot = (world: World, command: object, now: string): void => {
  for (const id of photosNamedIn(command)) {
    const uploadedBy = fresh.exec(id)?.[1];
    if (uploadedBy === undefined) continue;
    const at = world.attachments.findIndex(({ attachmentId }) => attachmentId === id);
    const taken = aPhoto(id, uploadedBy, now, `shot ${String((shots += 1))}`);
    world.attachments.splice(at < 0 ? world.attachments.length : at, at < 0 ? 0 : 1, taken);
  }
};

/** The photos that a command names. */
export const photosNamedIn = (command: object): string[] =>
  Object.entries(command).flatMap(([field, ids]: [string, unknown]) =>
    /attachmentIds$/i.test(field) && Array.isArray(ids) ? ids.map(String) : [],
  );
