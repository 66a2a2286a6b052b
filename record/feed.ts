import type { Engine } from './engine';
import { read } from './reading';
import { text, whole } from './row';
import { marks, statement, type Statement } from './sql';
import { NeedsCounters, transact, type Tx } from './transaction';

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

const lockFeed = (tx: Tx): Statement =>
  statement(`SELECT n FROM counter WHERE scope = ?${tx.sqlite ? '' : ' FOR UPDATE'}`, [FEED_LOCK]);

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
      lockFeed(tx),
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

/** Rows without a position for the events of some streams that have none: their process was of a release without a feed. */
export const missingRows = (streamIds: readonly string[]): Statement =>
  statement(
    `INSERT INTO feed (event_id, stream_id, seq, town_id, type, at, position)
     SELECT e.event_id, e.stream_id, e.seq, s.town_id, e.type, e.at, NULL
     FROM event e JOIN stream s ON s.stream_id = e.stream_id LEFT JOIN feed f ON f.event_id = e.event_id
     WHERE e.stream_id IN (${marks(streamIds)}) AND f.event_id IS NULL`,
    [...streamIds],
  );

/** Of the outbox so many events are looked at: some 50 ms, and the work of days. What is older is for `reconcile`. */
const mostLookedAt = 20_000;

/** Who wrote an event put it into the outbox too, where it stays for days; those sent last come first. */
const streamsWithout = (limit: number): Statement =>
  statement(
    `SELECT DISTINCT o.stream_id FROM (SELECT stream_id, seq FROM outbox ORDER BY sent_at DESC LIMIT ${mostLookedAt}) o JOIN event e ON e.stream_id = o.stream_id AND e.seq = o.seq
     JOIN stream s ON s.stream_id = e.stream_id LEFT JOIN feed f ON f.event_id = e.event_id WHERE f.event_id IS NULL LIMIT ?`,
    [limit],
  );

/**
 * Takes events into the feed that a process of a release without one wrote beside us; they get their positions like all
 * others. Looks at the latest events of the outbox alone; returns how many streams had some, at most `limit`.
 */
export const takeInMissing = async (engine: Engine, limit: number): Promise<number> => {
  const [rows] = await read(engine.store, [streamsWithout(limit)]);
  const streamIds = (rows ?? []).map((row) => text(row, 'stream_id'));
  if (streamIds.length === 0) return 0;
  await transact(engine.store, async (tx) => {
    const [lock] = await tx.batch([lockFeed(tx)]);
    if (lock?.rows[0] === undefined) throw new NeedsCounters([FEED_LOCK]);
    await tx.commit([missingRows(streamIds)]);
  });
  return streamIds.length;
};
