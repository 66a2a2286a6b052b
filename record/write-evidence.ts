import { uploadsNamedIn } from '../domain/case/evidence';
import type { SealedStream } from './seal-streams';
import { statement, type Statement } from './sql';

/** Uploads that the new events name, so that who may read the stream may read them. Named again is named once. */
export const evidenceRows = ({ streamId, envelopes }: SealedStream): Statement[] => {
  const ids = new Set(envelopes.flatMap(({ body }) => uploadsNamedIn(body)));
  return [...ids].map((attachmentId) =>
    statement(
      `INSERT INTO attachment_use (attachment_id, stream_id) SELECT a.attachment_id, ? FROM attachment a
       WHERE a.attachment_id = ?
       AND NOT EXISTS (SELECT 1 FROM attachment_use u WHERE u.attachment_id = a.attachment_id AND u.stream_id = ?)`,
      [streamId, attachmentId, streamId],
    ),
  );
};
