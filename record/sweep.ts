import { plusMs, type Instant } from '../domain/clock/instant';
import { tuning } from '../tuning';
import { inWords } from './back-off';
import type { Engine } from './engine';
import { directoriesStand, streamsToHandOn } from './handing-on';
import { hasQueued, queuedStreams } from './queue';
import { read } from './reading';
import { text, whole } from './row';
import { forget, healedSetbacks, setBack, workIn } from './setback';
import { settleStream } from './settle-stream';
import { statement, type Statement } from './sql';
import { isOfDatabase } from './transaction';

const { graceMs, stormFrom, atOnce } = tuning.sweeper;

/**
 * Settles a page of streams with an overdue deadline, oldest first, after them those that failed before and are to be tried
 * again, and those for which another stream has left a consequence. A stream that fails is left alone for a while, longer
 * each time, and so holds up nobody: neither in its page nor in the next one. `more` when the page was full.
 */
export const settlePage = async (engine: Engine, limit: number): Promise<{ settled: number; more: boolean }> => {
  const { due, again } = await overdue(engine, limit);
  const first = await settleAll(engine, [...new Set([...due, ...again])]);
  // Asked afterwards: what this page has left for others is done with it.
  const [rows = []] = await read(engine.store, [queuedStreams(limit)]);
  const queued = rows.map((row) => text(row, 'stream_id'));
  const then = await settleAll(engine, queued);
  return { settled: first + then, more: due.length === limit };
};

/** How many could be settled, some of them at once. */
const settleAll = async (engine: Engine, streamIds: string[]): Promise<number> => {
  const waiting = [...streamIds];
  let settled = 0;
  const worker = async (): Promise<void> => {
    for (let streamId = waiting.shift(); streamId !== undefined; streamId = waiting.shift()) {
      try {
        if (await isSettled(engine, streamId)) settled += 1;
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, waiting.length) }, worker);
  const [broken] = (await Promise.allSettled(workers)).filter((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
  return settled;
};

/** False when it could not be: it has then been set back. @throws where it was not the stream's fault */
const isSettled = async (engine: Engine, streamId: string): Promise<boolean> => {
  let reason: string;
  try {
    const { outcome, ...result } = await settleStream(engine, streamId, { by: 'sweeper' });
    if (outcome === 'settled' && 'events' in result && result.events.length > 0) return true;
    reason =
      outcome === 'stale' ? 'its town or its file is not there' : 'its row says that it is overdue, its file does not';
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    reason = inWords(error);
  }
  const sql = `SELECT 1 AS overdue FROM stream s WHERE s.stream_id = ?
    AND (s.next_due_at <= ? OR ${hasQueued('s.stream_id')})`;
  // Where its workflow or a person came first, nothing is overdue any more, and nothing is wrong with it.
  const isStill = (now: Instant): Statement => statement(sql, [streamId, now]);
  await setBack(engine, { streamId, work: 'settle', reason, isStill, also: () => [] });
  return false;
};

const unhindered = "NOT EXISTS (SELECT 1 FROM setback b WHERE b.stream_id = s.stream_id AND b.work = 'settle')";

const overdue = async (engine: Engine, limit: number): Promise<{ due: string[]; again: string[] }> => {
  const { store, clock } = engine;
  const first = await read(store, [...clock.statements, directoriesStand]);
  const now = clock.read(clock.statements.length > 0 ? first[0]?.[0] : undefined);
  const stand = first.at(-1)?.[0];
  const grace = plusMs(now, -graceMs);
  const [late = [], seconds = [], again = [], healed = []] = await read(store, [
    statement(
      `SELECT s.stream_id FROM stream s WHERE s.next_due_at <= ? AND ${unhindered} ORDER BY s.next_due_at LIMIT ?`,
      [grace, limit],
    ),
    statement(
      `SELECT SUBSTR(next_due_at, 1, 19) AS due_second, COUNT(*) AS n FROM stream
       WHERE next_due_at > ? AND next_due_at <= ? GROUP BY SUBSTR(next_due_at, 1, 19)`,
      [grace, now],
    ),
    statement("SELECT stream_id FROM setback WHERE work = 'settle' AND next_at <= ? ORDER BY next_at LIMIT ?", [
      now,
      limit,
    ]),
    healedSetbacks(now),
  ]);
  const gone = healed.map((row) => ({ streamId: text(row, 'stream_id'), work: workIn(text(row, 'work')) }));
  await forget(engine, gone);
  const isGone = new Set(gone.filter(({ work }) => work === 'settle').map(({ streamId }) => streamId));
  const retried = again.map((row) => text(row, 'stream_id')).filter((streamId) => !isGone.has(streamId));
  const ids = late.map((row) => text(row, 'stream_id'));
  if (ids.length < limit)
    ids.push(...(await streamsToHandOn(engine, { now, stand }, limit - ids.length)).filter((id) => !ids.includes(id)));
  const isStorm = seconds.some((row) => whole(row, 'n') > stormFrom);
  if (!isStorm || ids.length >= limit) return { due: ids, again: retried };
  const [rest = []] = await read(store, [
    statement(
      `SELECT s.stream_id FROM stream s WHERE s.next_due_at > ? AND s.next_due_at <= ? AND ${unhindered}
       ORDER BY s.next_due_at LIMIT ?`,
      [grace, now, limit - ids.length],
    ),
  ]);
  return { due: [...ids, ...rest.map((row) => text(row, 'stream_id'))], again: retried };
};
