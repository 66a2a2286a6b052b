import { setTimeout as sleep } from 'node:timers/promises';
import type { Clicks } from './clicks';
import { seedLate } from './fixtures';
import { closedLoop, openLoop, soon, sound } from './load';
import { cpuMeter, numberIn, type Ours, type Stage } from './stage';

const limitMs = 180_000;
/** Clicks before the storm, to compare with those in it. */
const quietMs = 8_000;

interface Storm {
  dueAt: number;
  last: number;
  half: number;
  wrong: number;
}

/** Time enough to seed them, to hand them to their workflows and to come to rest where 30 of them take a second. */
const leadMs = (count: number): number => 30_000 + count * 80;

type Seed = typeof seedLate;

const seedStorm = async (stage: Stage, count: number, seed: Seed): Promise<number> => {
  const dueMs = Math.ceil((Date.now() + leadMs(count)) / 1000) * 1000;
  await seed(stage.town, count, new Date(dueMs).toISOString());
  return dueMs;
};

/** Deadlines that were not fired exactly once and not before their time. */
const wrongOnes = async (stage: Stage, dueAt: string, count: number): Promise<number> => {
  const missed = "FROM event WHERE type = 'deadline-missed' AND body LIKE ?";
  const own = `%"dueAt":"${dueAt}"%`;
  const streams = await numberIn(stage.sql, `SELECT COUNT(DISTINCT stream_id) ${missed}`, [own]);
  const all = await numberIn(stage.sql, `SELECT COUNT(*) ${missed}`, [own]);
  const early = await numberIn(stage.sql, `SELECT COUNT(*) ${missed} AND at < ?`, [own, dueAt]);
  return Math.abs(count - streams) + (all - streams) + early;
};

const watchStorm = async (stage: Stage, dueMs: number, count: number): Promise<Storm> => {
  const dueAt = new Date(dueMs).toISOString();
  const left = (): Promise<number> =>
    numberIn(stage.sql, 'SELECT COUNT(*) FROM stream WHERE next_due_at <= ?', [dueAt]);
  let half = Number.NaN;
  const isOver = async (): Promise<boolean> => {
    const open = await left();
    if (Number.isNaN(half) && open <= count / 2) half = (Date.now() - dueMs) / 1000;
    return open === 0;
  };
  await sleep(Math.max(0, dueMs - Date.now()));
  if (!(await soon(isOver, limitMs, 20))) throw new Error('the storm does not end');
  const last = (Date.now() - dueMs) / 1000;
  return { dueAt: dueMs, last, half, wrong: await wrongOnes(stage, dueAt, count) };
};

const restBefore = async (stage: Stage, ours: Ours, dueMs: number, restMs: number): Promise<void> => {
  await stage.settled(ours.pids, Math.max(1_000, dueMs - Date.now()));
  if (dueMs - Date.now() < restMs) throw new Error('the machine was too slow: the storm came before everything rested');
};

/** A storm with nothing else going on, with the processor time until everything rests. */
export const quietStorm = async (stage: Stage, ours: Ours, count: number, seed: Seed) => {
  const dueMs = await seedStorm(stage, count, seed);
  await restBefore(stage, ours, dueMs, 2_000);
  const used = cpuMeter(stage, ours.pids);
  const storm = await watchStorm(stage, dueMs, count);
  await stage.settled(ours.pids);
  return { ...storm, cpu: used() };
};

/** A storm while people go on clicking: `perSecond` of them, or as many as sixteen callers can. */
export const stormWithClicks = async (
  stage: Stage,
  ours: Ours,
  clicks: Clicks,
  count: number,
  perSecond: number | null,
) => {
  const dueMs = await seedStorm(stage, count, seedLate);
  await restBefore(stage, ours, dueMs, quietMs + 1_000);
  await sleep(Math.max(0, dueMs - Date.now() - quietMs));
  let over = false;
  const limits = { limitMs: limitMs + quietMs, isOver: () => over };
  const many = 1_000_000;
  const load =
    perSecond === null ? closedLoop(16, many, clicks.click, limits) : openLoop(perSecond, many, clicks.click, limits);
  const storm = await watchStorm(stage, dueMs, count).finally(() => {
    over = true;
  });
  sound(await load, 'clicks');
  const endedAt = dueMs + storm.last * 1000;
  const during = clicks.between(dueMs, endedAt);
  await stage.settled(ours.pids);
  return { ...storm, before: clicks.between(dueMs - quietMs, dueMs), during, rate: during.length / storm.last };
};
