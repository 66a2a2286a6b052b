import { plusMs } from '../domain/clock/instant';
import type { Engine } from './engine';
import { read } from './reading';
import { text, whole } from './row';
import { settleStream } from './settle-stream';
import { statement } from './sql';

/** A case's own timer comes first on ordinary days; later than this the sweeper does it. */
const graceMs = 2_000;
/** More deadlines than this in one second are a storm: the sweeper takes them at once. */
const storm = 100;
const together = 6;

/** Settles a page of streams with an overdue deadline, oldest first. A stream that fails does not stop the others. */
export const settlePage = async (engine: Engine, limit: number): Promise<{ settled: number; more: boolean }> => {
  const due = await overdue(engine, limit);
  const waiting = [...due];
  let settled = 0;
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let streamId = waiting.shift(); streamId !== undefined; streamId = waiting.shift()) {
      try {
        const result = await settleStream(engine, streamId, { by: 'sweeper' });
        if (result.outcome === 'settled') settled += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, due.length) }, worker));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${due.length} streams not settled`);
  return { settled, more: due.length === limit };
};

const overdue = async ({ store, clock }: Engine, limit: number): Promise<string[]> => {
  const now = clock.read((await read(store, clock.statements))[0]?.[0]);
  const grace = plusMs(now, -graceMs);
  const [late, seconds] = await read(store, [
    statement('SELECT stream_id FROM stream WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?', [grace, limit]),
    statement(
      `SELECT SUBSTR(next_due_at, 1, 19) AS due_second, COUNT(*) AS n FROM stream
       WHERE next_due_at > ? AND next_due_at <= ? GROUP BY SUBSTR(next_due_at, 1, 19)`,
      [grace, now],
    ),
  ]);
  const ids = (late ?? []).map((row) => text(row, 'stream_id'));
  const isStorm = (seconds ?? []).some((row) => whole(row, 'n') > storm);
  if (!isStorm || ids.length >= limit) return ids;
  const [rest] = await read(store, [
    statement('SELECT stream_id FROM stream WHERE next_due_at > ? AND next_due_at <= ? ORDER BY next_due_at LIMIT ?', [
      grace,
      now,
      limit - ids.length,
    ]),
  ]);
  return [...ids, ...(rest ?? []).map((row) => text(row, 'stream_id'))];
};
