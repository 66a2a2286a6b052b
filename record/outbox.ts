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
    const now = await readNow(engine, tx);
    const [unsent] = await tx.batch([
      statement(
        `SELECT stream_id, seq, at FROM outbox WHERE sent_at IS NULL AND lease_until < ? ORDER BY lease_until, at, seq
         LIMIT ?${tx.sqlite ? '' : ' FOR UPDATE SKIP LOCKED'}`,
        [now, limit * rowsPerStream],
      ),
    ]);
    const ids = [...new Set((unsent?.rows ?? []).map((row) => text(row, 'stream_id')))].slice(0, limit);
    if (ids.length === 0) return [];
    const [streams] = await tx.batch([
      statement(`SELECT stream_id, generation FROM stream WHERE stream_id IN (${marks(ids)})`, ids),
    ]);
    await tx.commit([
      statement(
        `UPDATE outbox SET lease_until = ?, attempts = attempts + 1 WHERE sent_at IS NULL AND stream_id IN (${marks(ids)})`,
        [plusMs(now, leaseMs), ...ids],
      ),
    ]);
    const generations = new Map((streams?.rows ?? []).map((row) => [text(row, 'stream_id'), whole(row, 'generation')]));
    return ids.map((streamId) => ({ streamId, generation: generations.get(streamId) ?? 1 }));
  });

export const unsentOf = async ({ store }: Engine, streamId: string): Promise<StreamEnvelope[]> =>
  ((await read(store, [unsentEvents(streamId)]))[0] ?? []).map(envelopeIn);

export const markSent = (engine: Engine, streamId: string, seqs: number[]): Promise<void> =>
  transact(engine.store, async (tx) => {
    if (seqs.length === 0) return;
    const now = await readNow(engine, tx);
    await tx.commit([
      statement(`UPDATE outbox SET sent_at = ? WHERE stream_id = ? AND sent_at IS NULL AND seq IN (${marks(seqs)})`, [
        now,
        streamId,
        ...seqs,
      ]),
    ]);
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
