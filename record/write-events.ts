import type { SealedStream } from './seal-streams';
import { insert, statement, update, type Statement } from './sql';
import { nextDue } from '../domain/deadlines';
import { WORKFLOW_SHAPE } from '../domain/timeline';

/** The events of a stream, with the command's key on the first of its own. */
export const eventRows = ({ envelopes, commandAt }: SealedStream, cmdKey: string | null): Statement[] =>
  insert(
    'event',
    envelopes.map((event, index) => ({
      stream_id: event.streamId,
      seq: event.seq,
      event_id: event.eventId,
      cmd_key: index === commandAt ? cmdKey : null,
      cause: event.cause,
      type: event.type,
      version: event.version ?? null,
      actor: JSON.stringify(event.actor),
      at: event.at,
      body: JSON.stringify(event.body),
      prev_hash: event.prevHash,
      hash: event.hash,
    })),
  );

/** The stream's row: its version, the end of its chain, the folded file. */
export const streamRow = ({ kind, streamId, found, file, envelopes, now }: SealedStream): Statement[] => {
  const last = envelopes.at(-1);
  if (last === undefined) return [];
  const values = {
    last_seq: last.seq,
    last_hash: last.hash,
    last_at: now,
    status: file.status,
    next_due_at: nextDue(file.deadlines)?.dueAt ?? null,
    file: JSON.stringify(file),
  };
  if (found !== null) return [update('stream', values, { stream_id: streamId })];
  return insert('stream', [
    { stream_id: streamId, kind, town_id: file.townId, generation: 1, workflow_shape: WORKFLOW_SHAPE, ...values },
  ]);
};

/** One row an event, for the feed of other systems; its position comes after the commit. */
export const feedRows = ({ envelopes, file }: SealedStream): Statement[] =>
  insert(
    'feed',
    envelopes.map(({ eventId, streamId, seq, type, at }) => ({
      event_id: eventId,
      stream_id: streamId,
      seq,
      town_id: file.townId,
      type,
      at,
    })),
  );

/** One row an event; `sent` when a settling workflow takes them along itself. */
export const outboxRows = ({ envelopes, now }: SealedStream, sent: boolean): Statement[] =>
  insert(
    'outbox',
    envelopes.map(({ streamId, seq, at }) => ({
      stream_id: streamId,
      seq,
      at,
      sent_at: sent ? now : null,
      lease_until: '',
      attempts: 0,
    })),
  );

/** Marks what a workflow has just been given. */
export const sentUpTo = (streamId: string, afterSeq: number, now: string): Statement =>
  statement('UPDATE outbox SET sent_at = ? WHERE stream_id = ? AND seq > ? AND sent_at IS NULL', [
    now,
    streamId,
    afterSeq,
  ]);
