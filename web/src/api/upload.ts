import { newKey, send } from './client';
import { smallerPicture } from './picture';
import type { Schemas } from './typed';

/**
 * Uploads a photo or a PDF; a photo is made smaller before.
 *
 * @throws Problem, Unreachable
 */
export const upload = async (file: File): Promise<Schemas['UploadAnswer']> => {
  const content = await smallerPicture(file);
  const form = new FormData();
  form.append('file', content, content.name);
  const response = await send('POST', '/api/v1/attachments', { body: form, headers: { 'Idempotency-Key': newKey() } });
  return (await response.json()) as Schemas['UploadAnswer'];
};

/** Where an attachment is read. */
export const attachmentAddress = (attachmentId: string): string =>
  `/api/v1/attachments/${encodeURIComponent(attachmentId)}`;
