import type { Engine } from './engine';
import { read } from './reading';
import { text, whole } from './row';
import { marks, statement, type Statement } from './sql';
import { NeedsCounters, transact } from './transaction';

/** The row that is locked to give positions; what it counts to is the highest one in the feed itself. */
const FEED_LOCK = 'feed';

const isWaiting = (): Statement => statement('SELECT 1 AS waiting FROM feed WHERE position IS NULL LIMIT 1');

/** One statement for the page: each row is found by its key, and one that has got its position meanwhile keeps it. */
const placing = (eventIds: string[], last: number): Statement => {
  const cases = eventIds.map(() => 'WHEN ? THEN ?').join(' ');
  const sql = `UPDATE feed SET position = CASE event_id ${cases} END
    WHERE event_id IN (${marks(eventIds)}) AND position IS NULL`;
  return statement(sql, [...eventIds.flatMap((eventId, n) => [eventId, last + 1 + n]), ...eventIds]);
};

/**
 * Gives positions to committed events that have none, the oldest first and those of a stream in their order; returns how
 * many got one. Who commits an event takes no part in it, so no command waits for another because of it. Positions are
 * given under one lock that is held until they are committed: none becomes visible behind one that could be read before.
 * An event that is committed late only gets a later position.
 */
export const placeEvents = async (engine: Engine, limit: number): Promise<number> => {
  const [waiting] = await read(engine.store, [isWaiting()]);
  if (waiting?.[0] === undefined) return 0;
  return transact(engine.store, async (tx) => {
    const [lock, end, pending] = await tx.batch([
      statement(`SELECT n FROM counter WHERE scope = ?${tx.sqlite ? '' : ' FOR UPDATE'}`, [FEED_LOCK]),
      statement('SELECT COALESCE(MAX(position), 0) AS last FROM feed'),
      statement('SELECT event_id FROM feed WHERE position IS NULL ORDER BY at, seq LIMIT ?', [limit]),
    ]);
    if (lock?.rows[0] === undefined) throw new NeedsCounters([FEED_LOCK]);
    const eventIds = (pending?.rows ?? []).map((row) => text(row, 'event_id'));
    const [row] = end?.rows ?? [];
    if (row === undefined || eventIds.length === 0) return 0;
    await tx.commit([placing(eventIds, whole(row, 'last'))]);
    return eventIds.length;
  });
};
