import { send } from './client';
import { takenAt } from './exif';
import { smallerPicture } from './picture';
import type { Schemas } from './typed';

/** So much of a file holds what its camera says of it. */
const headBytes = 256 * 1024;

/** When a photo was taken, as it says itself. */
const claimOf = async (file: File): Promise<string | undefined> =>
  takenAt(await file.slice(0, headBytes).arrayBuffer());

/**
 * Uploads a photo or a PDF under a key, which stays the same when it is tried again; a photo is made smaller before, and what
 * it says of its time is sent beside it.
 *
 * @throws Problem, Unreachable
 */
export const upload = async (
  file: File,
  key: string,
  onProgress: (share: number) => void,
): Promise<Schemas['UploadAnswer']> => {
  const capturedAt = await claimOf(file);
  const content = await smallerPicture(file);
  const form = new FormData();
  if (capturedAt !== undefined) form.append('capturedAt', capturedAt);
  form.append('file', content, content.name);
  const headers = { 'Idempotency-Key': key };
  const response = await send('POST', '/api/v1/attachments', { body: form, headers, onProgress });
  return (await response.json()) as Schemas['UploadAnswer'];
};

/** Where an attachment is read. */
export const attachmentAddress = (attachmentId: string): string =>
  `/api/v1/attachments/${encodeURIComponent(attachmentId)}`;
