import type { Finished } from './finish';
import { statement, type Statement } from './sql';

const idsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) => {
    if (field === 'attachmentId' && typeof inner === 'string') return [inner];
    if (field === 'attachmentIds' && Array.isArray(inner)) return inner.filter((id) => typeof id === 'string');
    return idsIn(inner);
  });
};

/** Uploads that the new events name, so that who may read the stream may read them. Named again is named once. */
export const evidenceRows = ({ streamId, envelopes }: Finished): Statement[] => {
  const ids = new Set(envelopes.flatMap(({ body }) => idsIn(body)));
  return [...ids].map((attachmentId) =>
    statement(
      `INSERT INTO attachment_use (attachment_id, stream_id) SELECT a.attachment_id, ? FROM attachment a
       WHERE a.attachment_id = ?
       AND NOT EXISTS (SELECT 1 FROM attachment_use u WHERE u.attachment_id = a.attachment_id AND u.stream_id = ?)`,
      [streamId, attachmentId, streamId],
    ),
  );
};
