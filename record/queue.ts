import type { StreamWork } from './decide';
import { insert, statement, type Statement } from './sql';

/** The consequences for other streams that a transaction leaves to one of their own. */
export const queueRows = ({ later, main }: StreamWork): Statement[] =>
  insert(
    'queued_effect',
    later.map(({ streamId, cause }) => ({ stream_id: streamId, cause, at: main.now })),
  );

/** What waits for a stream; asked once it is locked. */
export const queuedFor = (streamId: string): Statement =>
  statement('SELECT cause FROM queued_effect WHERE stream_id = ?', [streamId]);

/** Carried out by settling the stream; what came in meanwhile stays. */
export const carriedOut = (streamId: string, causes: string[]): Statement[] =>
  causes.map((cause) => statement('DELETE FROM queued_effect WHERE stream_id = ? AND cause = ?', [streamId, cause]));

/** Streams that something waits for, without those that could not be settled and are tried later. */
export const queuedStreams = (limit: number): Statement =>
  statement(
    `SELECT DISTINCT q.stream_id FROM queued_effect q WHERE NOT EXISTS
     (SELECT 1 FROM setback b WHERE b.stream_id = q.stream_id AND b.work = 'settle') ORDER BY q.stream_id LIMIT ?`,
    [limit],
  );

/** Of a stream row `s` or a setback: true while something is queued for it. */
export const hasQueued = (streamId: string): string =>
  `EXISTS (SELECT 1 FROM queued_effect q WHERE q.stream_id = ${streamId})`;
