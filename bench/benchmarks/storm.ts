import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Benchmark } from '../benchmark';
import { Clicks } from '../clicks';
import { seedLate, seedLateLeads, seedLeads } from '../fixtures';
import { closedLoop, openLoop, soon, sound } from '../load';
import { quantile } from '../stats';
import { cpuMeter, numberIn, openStage, type Ours, type Stage } from '../stage';

const limitMs = 180_000;
/** Clicks before the storm, to compare with those in it. */
const quietMs = 8_000;
/** Enough that a case rests between two clicks. */
const clickCases = (count: number): number => Math.min(512, Math.max(64, Math.ceil(count / 4)));

const lines = {
  last: {
    what: 'storm, last deadline written after the due instant',
    unit: 's',
    bar: atMost(0.25),
    stretch: atMost(0.12),
  },
  half: { what: 'storm, half of them written', unit: 's' },
  wrong: { what: 'storm, deadlines lost, doubled or early', unit: 'deadlines', bar: atMost(0) },
  app: { what: 'storm, our process until everything rests', unit: 'CPU ms/case' },
  server: { what: 'storm, Temporal server until everything rests', unit: 'CPU ms/case' },
  database: { what: 'storm, MariaDB until everything rests', unit: 'CPU ms/case' },
  paced: {
    what: 'approval p99 in the storm, 50/s (control: before it)',
    unit: 'ms',
    bar: atMost(4),
    stretch: atMost(2),
  },
  pacedLast: { what: 'storm with 50 approvals/s (control: quiet storm)', unit: 's' },
  pushed: {
    what: 'storm with approvals without limit (control: quiet storm)',
    unit: 's',
    bar: atMost(1.5),
    stretch: atMost(1.1),
  },
  pushedRate: { what: 'approvals without limit during the storm', unit: 'approvals/s' },
  shed: { what: 'approvals turned away during the storms, 429 or 503', unit: 'approvals' },
  town: { what: 'storm a quarter as large, every case climbing one ladder of one unit', unit: 's' },
  townCpu: { what: 'the same, our process until everything rests', unit: 'CPU ms/case' },
} as const;

interface Storm {
  dueAt: number;
  last: number;
  half: number;
  wrong: number;
}

/** Time enough to seed them, to hand them to their workflows and to come to rest. */
const leadMs = (count: number): number => 20_000 + count * 35;

const seedStorm = async (stage: Stage, count: number, seed: typeof seedLate): Promise<number> => {
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

const quietStorm = async (stage: Stage, ours: Ours, count: number, seed: typeof seedLate) => {
  const dueMs = await seedStorm(stage, count, seed);
  await restBefore(stage, ours, dueMs, 2_000);
  const used = cpuMeter(stage, ours.pids);
  const storm = await watchStorm(stage, dueMs, count);
  await stage.settled(ours.pids);
  return { ...storm, cpu: used() };
};

/** A storm while people go on clicking: `perSecond` of them, or as many as sixteen callers can. */
const stormWithClicks = async (stage: Stage, ours: Ours, clicks: Clicks, count: number, perSecond: number | null) => {
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

const takeOurs = async (stage: Stage, count: number) => {
  const ours = await stage.startOurs();
  const targets = await seedLeads(stage.town, clickCases(count));
  await stage.settled(ours.pids);
  const quiet = await quietStorm(stage, ours, count, seedLate);
  const clicks = await Clicks.open(ours.url, targets);
  const paced = await stormWithClicks(stage, ours, clicks, count, 50);
  const pushed = await stormWithClicks(stage, ours, clicks, count, null);
  await clicks.close();
  // Fewer: every one of them joins the same interview.
  const town = await quietStorm(stage, ours, Math.ceil(count / 4), seedLateLeads);
  await ours.stop();
  return { quiet, paced, pushed, town, shed: clicks.shed.length };
};

const takeBare = async (stage: Stage, count: number) => {
  const { client, worker, stop } = await stage.startBare();
  const dueMs = Math.ceil((Date.now() + leadMs(count)) / 1000) * 1000;
  const starting = closedLoop(32, count, (i) => client.start(`case-${i}`, { dueAt: dueMs }), {
    limitMs,
  });
  sound(await starting, 'starts of the control');
  await stage.settled([worker.pid], Math.max(1_000, dueMs - Date.now()));
  const used = cpuMeter(stage, [worker.pid]);
  await sleep(Math.max(0, dueMs - Date.now()));
  let half = Number.NaN;
  const isOver = async (): Promise<boolean> => {
    const { count: fired } = await worker.firings();
    if (Number.isNaN(half) && fired >= count / 2) half = (Date.now() - dueMs) / 1000;
    return fired >= count;
  };
  if (!(await soon(isOver, limitMs, 20))) throw new Error('the storm of the control does not end');
  const { lastAt } = await worker.firings();
  await stage.settled([worker.pid]);
  const cpu = used();
  await stop();
  return { last: (lastAt - dueMs) / 1000, half, cpu };
};

/** B3: many deadlines due at one instant, alone and while people go on working, beside timers of the control. */
export const storm: Benchmark<keyof typeof lines> = {
  id: 'B3',
  title: 'Deadline storm',
  repeats: 'pairs',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.storm;
    const stage = await openStage(lab, watch);
    try {
      const { quiet, paced, pushed, town, shed } = await takeOurs(stage, count);
      const control = await takeBare(stage, count);
      const perCase = (seconds: number): number => (seconds * 1000) / count;
      return {
        last: { ours: quiet.last, control: control.last },
        half: { ours: quiet.half, control: control.half },
        wrong: { ours: quiet.wrong + paced.wrong + pushed.wrong + town.wrong },
        app: { ours: perCase(quiet.cpu.app), control: perCase(control.cpu.app) },
        server: { ours: perCase(quiet.cpu.server), control: perCase(control.cpu.server) },
        database: { ours: perCase(quiet.cpu.database) },
        paced: { ours: quantile(paced.during, 0.99), control: quantile(paced.before, 0.99) },
        pacedLast: { ours: paced.last, control: quiet.last },
        pushed: { ours: pushed.last, control: quiet.last },
        pushedRate: { ours: pushed.rate },
        shed: { ours: shed },
        town: { ours: town.last },
        townCpu: { ours: (town.cpu.app * 1000) / Math.ceil(count / 4) },
      };
    } finally {
      await stage.close();
    }
  },
};
