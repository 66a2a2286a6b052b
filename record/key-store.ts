import { CommandRow } from '../entities/stream.entity';
import type { Row } from './admin';
import { deleteOf, insertRow, updateOf } from './entity-sql';
import type { Answer, DoorFailure, DoorResult } from './request';
import { text, textOrNull, whole } from './row';
import { statement, type Statement } from './sql';

/** Of a row whose request has no answer yet. */
export const unanswered = {
  actor: null,
  at: null,
  streamId: null,
  seq: null,
  resultStatus: null,
  resultType: null,
  resultBody: null,
};

/** The first statement of a request: of two with one key the second waits here until the first has ended. */
export const claimKey = (cmdKey: string, requestHash: string): Statement =>
  insertRow(CommandRow, { ...unanswered, cmdKey, requestHash });

export const readKey = (cmdKey: string): Statement =>
  statement(
    'SELECT request_hash, result_status, result_type, result_body, stream_id, seq FROM command WHERE cmd_key = ?',
    [cmdKey],
  );

/** What a stored row answers to a request with this hash; undefined when the row is still being worked on. */
export const replayOf = (row: Row, requestHash: string): DoorResult | undefined => {
  if (text(row, 'request_hash') !== requestHash) return { failure: { kind: 'key-reuse' } };
  const body = textOrNull(row, 'result_body');
  if (body === null) return row['result_status'] === null ? undefined : { failure: forgotten(row) };
  const answer: Answer = { status: whole(row, 'result_status'), contentType: text(row, 'result_type'), body };
  if (row['seq'] !== null) answer.version = whole(row, 'seq');
  return { answer, replayed: true };
};

/** It was answered, and the answer has been forgotten since. What was refused may name a stream that never came to be. */
const forgotten = (row: Row): DoorFailure => {
  const isDone = whole(row, 'result_status') < 300;
  return { kind: 'answer-gone', streamId: isDone ? textOrNull(row, 'stream_id') : null };
};

/** Stored are 2xx, 409 and violations of separation: answers that no repetition may change. */
export const isStored = ({ status }: Answer, refusedBySeparation: boolean): boolean =>
  (status >= 200 && status < 300) || status === 409 || (status === 403 && refusedBySeparation);

export const storeAnswer = (
  cmdKey: string,
  answer: Answer,
  { actor, at, streamId }: { actor: string | null; at: string; streamId: string | null },
): Statement =>
  updateOf(
    CommandRow,
    {
      actor,
      at,
      streamId,
      seq: answer.version ?? null,
      resultStatus: answer.status,
      resultType: answer.contentType,
      resultBody: answer.body,
    },
    { cmdKey },
  );

export const dropKey = (cmdKey: string): Statement => deleteOf(CommandRow, { cmdKey });
