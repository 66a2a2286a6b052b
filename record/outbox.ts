import { diffMs, plusMs } from '../domain/clock/instant';
import type { AnyFile } from '../domain/modules';
import { moduleOf } from '../domain/stream-module';
import { WORKFLOW_SHAPE } from '../domain/timeline';
import { OutboxRow } from '../entities/stream.entity';
import type { ClaimedStream, StreamNews } from './stream-work';
import type { Engine } from './engine';
import { updateOf } from './entity-sql';
import { envelopeIn, unsentEvents } from './envelopes';
import { newId } from './new-id';
import { readNow } from './read-now';
import { read } from './reading';
import { parsed, text, textOrNull, whole, wholeOrNull } from './row';
import { setBack } from './setback';
import { marks, statement } from './sql';
import { transact } from './transaction';

/** Rows looked at to find streams: the events of one stream are sent together, so there are more rows than streams. */
const rowsPerStream = 8;

/** Of a row of the outbox: the stream has failed and is not to be tried yet. */
const isWaiting = `EXISTS (SELECT 1 FROM setback b
  WHERE b.stream_id = outbox.stream_id AND b.work = 'relay' AND b.next_at > ?)`;

/** Of a row of the outbox: a workflow of an older release lives the stream. */
const isOfOlder = `EXISTS (SELECT 1 FROM stream s
  WHERE s.stream_id = outbox.stream_id AND COALESCE(s.workflow_shape, 0) < ?)`;

/**
 * Leases streams with unsent events, oldest first. Rows that another relay is just leasing are passed over. There is no
 * cursor: ids become visible out of order, and a cursor would skip rows for ever. New events of a stream that has been put
 * off wait with the old ones.
 */
export const claimStreams = (
  engine: Engine,
  limit: number,
  { leaseMs, olderToo }: { leaseMs: number; olderToo: boolean },
): Promise<ClaimedStream[]> =>
  transact(engine.store, async (tx) => {
    const { clock } = engine;
    const [found] = await tx.batch([
      statement(
        `SELECT stream_id, lease_until${clock.column} FROM outbox
         WHERE sent_at IS NULL${olderToo ? '' : ` AND NOT ${isOfOlder}`} ORDER BY lease_until, at, seq
         LIMIT ?${tx.sqlite ? '' : ' FOR UPDATE SKIP LOCKED'}`,
        [...(olderToo ? [] : [WORKFLOW_SHAPE]), limit * rowsPerStream],
      ),
    ]);
    const rows = found?.rows ?? [];
    if (rows.length === 0) return [];
    const now = clock.read(rows[0]);
    const unsent = rows.filter((row) => text(row, 'lease_until') < now);
    const ids = [...new Set(unsent.map((row) => text(row, 'stream_id')))].slice(0, limit);
    if (ids.length === 0) return [];
    const claim = newId();
    const ours = `sent_at IS NULL AND stream_id IN (${marks(ids)})`;
    const [streams] = await tx.batch([
      statement(
        `SELECT s.stream_id, s.generation, s.workflow_shape, b.next_at FROM stream s
         LEFT JOIN setback b ON b.stream_id = s.stream_id AND b.work = 'relay' WHERE s.stream_id IN (${marks(ids)})`,
        ids,
      ),
      statement(
        `UPDATE outbox SET claim = NULL, lease_until = (SELECT b.next_at FROM setback b
         WHERE b.stream_id = outbox.stream_id AND b.work = 'relay') WHERE ${ours} AND ${isWaiting}`,
        [...ids, now],
      ),
      statement(
        `UPDATE outbox SET claim = ?, lease_until = ?, attempts = attempts + 1 WHERE ${ours} AND NOT ${isWaiting}`,
        [claim, plusMs(now, leaseMs), ...ids, now],
      ),
    ]);
    await tx.commit([]);
    const known = new Map((streams?.rows ?? []).map((row) => [text(row, 'stream_id'), row]));
    return ids.flatMap((streamId) => {
      const row = known.get(streamId);
      const nextAt = row === undefined ? null : textOrNull(row, 'next_at');
      if (nextAt !== null && nextAt > now) return [];
      const generation = row === undefined ? 1 : whole(row, 'generation');
      const isOlder = row !== undefined && (wholeOrNull(row, 'workflow_shape') ?? 0) < WORKFLOW_SHAPE;
      return [{ streamId, generation, claim, isOlder }];
    });
  });

/** The unsent events of each of these streams, in order, and what it is in time; null where it has none. */
export const unsentOf = async ({ store, modules }: Engine, streamIds: string[]): Promise<(StreamNews | null)[]> => {
  const sql = `SELECT stream_id, file FROM stream WHERE stream_id IN (${marks(streamIds)})`;
  const [rows = [], files = []] = await read(store, [unsentEvents(streamIds), statement(sql, streamIds)]);
  const events = Map.groupBy(rows.map(envelopeIn), ({ streamId }) => streamId);
  const timelines = new Map(
    files.map((row) => {
      const streamId = text(row, 'stream_id');
      return [streamId, moduleOf(modules, streamId).timeline(parsed<AnyFile>(row, 'file'))];
    }),
  );
  return streamIds.map((streamId) => {
    const timeline = timelines.get(streamId);
    const own = events.get(streamId);
    return timeline === undefined || own === undefined ? null : { events: own, timeline };
  });
};

/**
 * Notes what is in the histories of workflows. A relay that lost its lease meanwhile has sent it all the same, and whoever
 * sends it again does no harm: so the lease is not asked for.
 */
export const markSent = (engine: Engine, sent: { streamId: string; seqs: number[] }[]): Promise<void> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    await tx.commit(
      sent.map(({ streamId, seqs }) => updateOf(OutboxRow, { sentAt: now }, { streamId, sentAt: null, seq: seqs })),
    );
  });

/** Leaves a stream alone whose events its relay could not send. An old claim changes nothing: another relay is at it. */
export const putOffStream = (
  engine: Engine,
  { streamId, claim }: Pick<ClaimedStream, 'streamId' | 'claim'>,
  reason: string,
): Promise<boolean> => {
  const lock = engine.store.sources.type === 'sqlite' ? '' : ' FOR UPDATE';
  return setBack(engine, {
    streamId,
    work: 'relay',
    reason,
    isStill: () =>
      statement(`SELECT seq FROM outbox WHERE stream_id = ? AND claim = ? AND sent_at IS NULL${lock}`, [
        streamId,
        claim,
      ]),
    also: (nextAt) => [updateOf(OutboxRow, { leaseUntil: nextAt, claim: null }, { streamId, claim, sentAt: null })],
  });
};

export const outboxAge = async ({ store, clock }: Engine): Promise<{ rows: number; oldestMs: number }> => {
  const [unsent, now] = await read(store, [
    statement('SELECT COUNT(*) AS n, MIN(at) AS oldest FROM outbox WHERE sent_at IS NULL'),
    ...clock.statements,
  ]);
  const row = unsent?.[0];
  if (row === undefined || whole(row, 'n') === 0) return { rows: 0, oldestMs: 0 };
  return { rows: whole(row, 'n'), oldestMs: Math.max(0, diffMs(clock.read(now?.[0]), text(row, 'oldest'))) };
};
