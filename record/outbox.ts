import { diffMs, plusMs } from '../domain/clock/instant';
import type { StreamEnvelope } from './door';
import type { Engine } from './engine';
import { envelopeIn, unsentEvents } from './envelopes';
import { readNow } from './read-now';
import { read } from './reading';
import { text, whole } from './row';
import { marks, statement } from './sql';
import { transact } from './transaction';

/** Rows looked at to find streams: the events of one stream are sent together, so there are more rows than streams. */
const rowsPerStream = 8;

/**
 * Leases streams with unsent events, oldest first. Rows that another relay is just leasing are passed over. There is no
 * cursor: ids become visible out of order, and a cursor would skip rows for ever.
 */
export const claimStreams = (
  engine: Engine,
  limit: number,
  leaseMs: number,
): Promise<{ streamId: string; generation: number }[]> =>
  transact(engine.store, async (tx) => {
    const { clock } = engine;
    const [found] = await tx.batch([
      statement(
        `SELECT stream_id, lease_until${clock.column} FROM outbox WHERE sent_at IS NULL ORDER BY lease_until, at, seq
         LIMIT ?${tx.sqlite ? '' : ' FOR UPDATE SKIP LOCKED'}`,
        [limit * rowsPerStream],
      ),
    ]);
    const rows = found?.rows ?? [];
    if (rows.length === 0) return [];
    const now = clock.read(rows[0]);
    const unsent = rows.filter((row) => text(row, 'lease_until') < now);
    const ids = [...new Set(unsent.map((row) => text(row, 'stream_id')))].slice(0, limit);
    if (ids.length === 0) return [];
    const [streams] = await tx.batch([
      statement(`SELECT stream_id, generation FROM stream WHERE stream_id IN (${marks(ids)})`, ids),
      statement(
        `UPDATE outbox SET lease_until = ?, attempts = attempts + 1 WHERE sent_at IS NULL AND stream_id IN (${marks(ids)})`,
        [plusMs(now, leaseMs), ...ids],
      ),
    ]);
    await tx.commit([]);
    const generations = new Map((streams?.rows ?? []).map((row) => [text(row, 'stream_id'), whole(row, 'generation')]));
    return ids.map((streamId) => ({ streamId, generation: generations.get(streamId) ?? 1 }));
  });

/** The unsent events of each of these streams, in order. */
export const unsentOf = async ({ store }: Engine, streamIds: string[]): Promise<StreamEnvelope[][]> => {
  const [rows = []] = await read(store, [unsentEvents(streamIds)]);
  const events = Map.groupBy(rows.map(envelopeIn), ({ streamId }) => streamId);
  return streamIds.map((streamId) => events.get(streamId) ?? []);
};

export const markSent = (engine: Engine, sent: { streamId: string; seqs: number[] }[]): Promise<void> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    await tx.commit(
      sent.map(({ streamId, seqs }) =>
        statement(`UPDATE outbox SET sent_at = ? WHERE stream_id = ? AND sent_at IS NULL AND seq IN (${marks(seqs)})`, [
          now,
          streamId,
          ...seqs,
        ]),
      ),
    );
  });

export const outboxAge = async ({ store, clock }: Engine): Promise<{ rows: number; oldestMs: number }> => {
  const [unsent, now] = await read(store, [
    statement('SELECT COUNT(*) AS n, MIN(at) AS oldest FROM outbox WHERE sent_at IS NULL'),
    ...clock.statements,
  ]);
  const row = unsent?.[0];
  if (row === undefined || whole(row, 'n') === 0) return { rows: 0, oldestMs: 0 };
  return { rows: whole(row, 'n'), oldestMs: Math.max(0, diffMs(clock.read(now?.[0]), text(row, 'oldest'))) };
};
