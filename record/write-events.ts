import { nextDue } from '../domain/deadlines';
import { WORKFLOW_SHAPE } from '../domain/timeline';
import { EventRow, FeedRow, OutboxRow, StreamRow } from '../entities/stream.entity';
import { insertInto, updateOf } from './entity-sql';
import type { SealedStream } from './seal-streams';
import { statement, type Statement } from './sql';

/** The events of a stream, with the command's key on the first of its own. */
export const eventRows = ({ envelopes, commandAt }: SealedStream, cmdKey: string | null): Statement[] =>
  insertInto(
    EventRow,
    envelopes.map((event, index) => ({
      streamId: event.streamId,
      seq: event.seq,
      eventId: event.eventId,
      cmdKey: index === commandAt ? cmdKey : null,
      cause: event.cause,
      type: event.type,
      version: event.version ?? null,
      actor: event.actor,
      at: event.at,
      body: { ...event.body },
      prevHash: event.prevHash,
      hash: event.hash,
    })),
  );

/** The stream's row: its version, the end of its chain, the folded file. */
export const streamRow = ({ kind, streamId, found, file, envelopes, now }: SealedStream): Statement[] => {
  const last = envelopes.at(-1);
  if (last === undefined) return [];
  const values = {
    lastSeq: last.seq,
    lastHash: last.hash,
    lastAt: now,
    status: file.status,
    nextDueAt: nextDue(file.deadlines)?.dueAt ?? null,
    file,
  };
  if (found !== null) return [updateOf(StreamRow, values, { streamId })];
  return insertInto(StreamRow, [
    { streamId, kind, townId: file.townId, generation: 1, workflowShape: WORKFLOW_SHAPE, ...values },
  ]);
};

/** One row an event, for the feed of other systems; its position comes after the commit. */
export const feedRows = ({ envelopes, file }: SealedStream): Statement[] =>
  insertInto(
    FeedRow,
    envelopes.map(({ eventId, streamId, seq, type, at }) => ({
      eventId,
      streamId,
      seq,
      townId: file.townId,
      type,
      at,
      position: null,
    })),
  );

/** One row an event; `sent` when a settling workflow takes them along itself. */
export const outboxRows = ({ envelopes, now }: SealedStream, sent: boolean): Statement[] =>
  insertInto(
    OutboxRow,
    envelopes.map(({ streamId, seq, at }) => ({
      streamId,
      seq,
      at,
      sentAt: sent ? now : null,
      leaseUntil: '',
      attempts: 0,
      claim: null,
    })),
  );

/** Marks what a workflow has just been given. */
export const sentUpTo = (streamId: string, afterSeq: number, now: string): Statement =>
  statement('UPDATE outbox SET sent_at = ? WHERE stream_id = ? AND seq > ? AND sent_at IS NULL', [
    now,
    streamId,
    afterSeq,
  ]);
