import { inVersion } from '../domain/slices';
import type { Signer } from '../domain/stream';
import type { Row } from './admin';
import type { StreamEnvelope } from './stream-work';
import { parsed, text, whole } from './row';
import { marks, statement, type Statement } from './sql';

const columns =
  'e.stream_id, e.seq, e.event_id, e.cause, e.type, e.version, e.actor, e.at, e.body, e.prev_hash, e.hash';

/** Events of a stream after a place in it, in order. */
export const eventsAfter = (streamId: string, afterSeq: number): Statement =>
  statement(`SELECT ${columns} FROM event e WHERE e.stream_id = ? AND e.seq > ? ORDER BY e.seq`, [streamId, afterSeq]);

/** All events of several streams, in the order of each. */
export const eventsOfAll = (streamIds: string[]): Statement =>
  statement(
    `SELECT ${columns} FROM event e WHERE e.stream_id IN (${marks(streamIds)}) ORDER BY e.stream_id, e.seq`,
    streamIds,
  );

export const unsentEvents = (streamIds: string[]): Statement =>
  statement(
    `SELECT ${columns} FROM outbox o JOIN event e ON e.stream_id = o.stream_id AND e.seq = o.seq
     WHERE o.stream_id IN (${marks(streamIds)}) AND o.sent_at IS NULL ORDER BY e.stream_id, e.seq`,
    streamIds,
  );

/** Type and body of a row were written together by the door. */
export const envelopeIn = (row: Row): StreamEnvelope =>
  ({
    streamId: text(row, 'stream_id'),
    seq: whole(row, 'seq'),
    eventId: text(row, 'event_id'),
    cause: text(row, 'cause'),
    type: text(row, 'type'),
    ...inVersion(row['version'] === null ? undefined : whole(row, 'version')),
    actor: parsed<Signer>(row, 'actor'),
    at: text(row, 'at'),
    body: parsed<object>(row, 'body'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
  }) as unknown as StreamEnvelope;
