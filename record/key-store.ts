import type { Answer, DoorResult } from './request';
import type { Row } from './admin';
import { text, textOrNull, whole } from './row';
import { statement, update, type Statement } from './sql';

/** The first statement of a request: of two with one key the second waits here until the first has ended. */
export const claimKey = (cmdKey: string, requestHash: string): Statement =>
  statement('INSERT INTO command (cmd_key, request_hash) VALUES (?, ?)', [cmdKey, requestHash]);

export const readKey = (cmdKey: string): Statement =>
  statement('SELECT request_hash, result_status, result_type, result_body, seq FROM command WHERE cmd_key = ?', [
    cmdKey,
  ]);

/** What a stored row answers to a request with this hash; undefined when the row is still being worked on. */
export const replayOf = (row: Row, requestHash: string): DoorResult | undefined => {
  if (text(row, 'request_hash') !== requestHash) return { failure: { kind: 'key-reuse' } };
  const body = textOrNull(row, 'result_body');
  // It was answered, and the answer has been forgotten since.
  if (body === null) return row['result_status'] === null ? undefined : { failure: { kind: 'answer-gone' } };
  const answer: Answer = { status: whole(row, 'result_status'), contentType: text(row, 'result_type'), body };
  if (row['seq'] !== null) answer.version = whole(row, 'seq');
  return { answer, replayed: true };
};

/** Stored are 2xx, 409 and violations of separation: answers that no repetition may change. */
export const isStored = ({ status }: Answer, refusedBySeparation: boolean): boolean =>
  (status >= 200 && status < 300) || status === 409 || (status === 403 && refusedBySeparation);

export const storeAnswer = (
  cmdKey: string,
  answer: Answer,
  { actor, at, streamId }: { actor: string | null; at: string; streamId: string | null },
): Statement =>
  update(
    'command',
    {
      actor,
      at,
      stream_id: streamId,
      seq: answer.version ?? null,
      result_status: answer.status,
      result_type: answer.contentType,
      result_body: answer.body,
    },
    { cmd_key: cmdKey },
  );

export const dropKey = (cmdKey: string): Statement => statement('DELETE FROM command WHERE cmd_key = ?', [cmdKey]);
