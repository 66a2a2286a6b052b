import { diffMs, plusMs, type Instant } from '../domain/clock/instant';
import { SetbackRow } from '../entities/stream.entity';
import { waitAfter, type BackOff } from './back-off';
import type { Setback, StuckWork } from './stream-work';
import type { Engine } from './engine';
import { deleteOf, insertInto, updateOf } from './entity-sql';
import { hasQueued } from './queue';
import { readNow } from './read-now';
import { read } from './reading';
import { text, whole } from './row';
import { statement, type Statement } from './sql';
import { transact } from './transaction';

const backOff: BackOff = { firstMs: 5_000, longestMs: 300_000 };
/** From this attempt on somebody should look. */
const seriousFrom = 3;

const said: Readonly<Record<StuckWork, { stuck: string; healed: string }>> = {
  settle: { stuck: 'stream cannot be settled', healed: 'stream can be settled again' },
  relay: { stuck: 'events of stream cannot be told', healed: 'events of stream can be told again' },
};

export interface Failure {
  streamId: string;
  work: StuckWork;
  reason: string;
  /** Finds a row as long as the failure still means something. */
  isStill: (now: Instant) => Statement;
  /** What else is to be written, once it is known when the stream is tried again. */
  also: (nextAt: Instant) => Statement[];
}

/** Leaves a stream alone for a time that grows with each failure. False when the failure is out of date: nothing is written. */
export const setBack = async (engine: Engine, { streamId, work, reason, isStill, also }: Failure): Promise<boolean> => {
  const made = await transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const [still, known] = await tx.batch([
      isStill(now),
      statement(`SELECT attempts FROM setback WHERE stream_id = ? AND work = ?${tx.sqlite ? '' : ' FOR UPDATE'}`, [
        streamId,
        work,
      ]),
    ]);
    if (still?.rows[0] === undefined) return null;
    const row = known?.rows[0];
    const attempts = row === undefined ? 1 : whole(row, 'attempts') + 1;
    const nextAt = plusMs(now, waitAfter(attempts, backOff));
    const values = { attempts, nextAt, reason };
    const own =
      row === undefined
        ? insertInto(SetbackRow, [{ streamId, work, since: now, ...values }])
        : [updateOf(SetbackRow, values, { streamId, work })];
    await tx.commit([...own, ...also(nextAt)]);
    return { attempts, nextAt };
  });
  if (made === null) return false;
  const level = made.attempts < seriousFrom ? 'warn' : 'error';
  engine.deps.logger.log(level, said[work].stuck, { streamId, ...made, reason });
  engine.deps.observe?.({ name: 'set-back', work });
  return true;
};

/** Setbacks whose cause is gone, whoever took it away: nothing is overdue, or nothing is unsent. */
export const healedSetbacks = (now: Instant): Statement =>
  statement(
    `SELECT stream_id, work FROM setback WHERE
     (work = 'settle' AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.stream_id = setback.stream_id AND s.next_due_at <= ?)
      AND NOT ${hasQueued('setback.stream_id')}) OR
     (work = 'relay' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.stream_id = setback.stream_id AND o.sent_at IS NULL))`,
    [now],
  );

export const forget = async (engine: Engine, healed: { streamId: string; work: StuckWork }[]): Promise<void> => {
  if (healed.length === 0) return;
  await transact(engine.store, (tx) =>
    tx.commit(healed.map(({ streamId, work }) => deleteOf(SetbackRow, { streamId, work }))),
  );
  for (const { streamId, work } of healed) engine.deps.logger.info(said[work].healed, { streamId });
};

/** All streams that cannot go on, those first that have been so for longest. */
export const setbacksOf = async ({ store }: Engine): Promise<Setback[]> => {
  const [rows = []] = await read(store, [
    statement('SELECT stream_id, work, attempts, since, next_at, reason FROM setback ORDER BY since, stream_id, work'),
  ]);
  return rows.map((row) => ({
    streamId: text(row, 'stream_id'),
    work: workIn(text(row, 'work')),
    attempts: whole(row, 'attempts'),
    since: text(row, 'since'),
    nextAt: text(row, 'next_at'),
    reason: text(row, 'reason'),
  }));
};

export const workIn = (word: string): StuckWork => (word === 'relay' ? 'relay' : 'settle');

/** Makes all of them due at once, because somebody has mended the cause or the program has started anew. How many. */
export const retrySetbacks = (engine: Engine): Promise<number> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const [changed] = await tx.batch([
      statement('UPDATE setback SET next_at = ? WHERE next_at > ?', [now, now]),
      statement(
        `UPDATE outbox SET lease_until = '' WHERE sent_at IS NULL AND claim IS NULL AND lease_until <> ''
         AND stream_id IN (SELECT stream_id FROM setback WHERE work = 'relay')`,
      ),
    ]);
    await tx.commit([]);
    return changed?.changed ?? 0;
  });

export const stuckStreams = async ({
  store,
  clock,
}: Engine): Promise<{ settle: number; relay: number; oldestMs: number }> => {
  const [rows = [], now] = await read(store, [
    statement('SELECT work, COUNT(*) AS n, MIN(since) AS since FROM setback GROUP BY work'),
    ...clock.statements,
  ]);
  const of = (work: StuckWork): number =>
    rows.filter((row) => text(row, 'work') === work).map((row) => whole(row, 'n'))[0] ?? 0;
  const since = rows.map((row) => text(row, 'since')).toSorted()[0];
  const oldestMs = since === undefined ? 0 : Math.max(0, diffMs(clock.read(now?.[0]), since));
  return { settle: of('settle'), relay: of('relay'), oldestMs };
};
