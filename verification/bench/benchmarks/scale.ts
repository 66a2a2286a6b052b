import { statSync } from 'node:fs';
import type { Benchmark } from '../benchmark';
import { Clicks } from '../clicks';
import { seedLeads } from '../fixtures';
import { closedLoop, sound } from '../load';
import { residentMbOf } from '../machine';
import { quantile } from '../stats';
import { cpuMeter, numberIn, openStage, type Stage } from '../stage';

const clickCount = 300;
const wakeCount = 200;
const limitMs = 3_600_000;

const linesAt = (count: number) =>
  ({
    temporal: { what: `${count} cases asleep, Temporal database`, unit: 'bytes/case' },
    database: { what: `${count} cases asleep, MariaDB`, unit: 'bytes/case' },
    server: { what: `${count} cases asleep, memory of the Temporal server`, unit: 'kB/case' },
    app: { what: `${count} cases asleep, memory of our process`, unit: 'MB' },
    click: { what: `click p50 with ${count} asleep (control: empty book)`, unit: 'ms' },
    click99: { what: `click p99 with ${count} asleep (control: empty book)`, unit: 'ms' },
    wake: { what: `a click on one of ${count} asleep, our process and server`, unit: 'CPU ms/case' },
    all: { what: `memory with ${count} asleep, all processes`, unit: 'MB' },
  }) as const;

/** The tables' files as they are on the disk. */
const databaseBytes = (stage: Stage): Promise<number> =>
  numberIn(stage.sql, 'SELECT SUM(FILE_SIZE) FROM information_schema.INNODB_SYS_TABLESPACES WHERE NAME LIKE ?', [
    `${stage.database.name}/%`,
  ]);

/** File and write-ahead log: the server folds one into the other when it pleases. */
const temporalBytes = (stage: Stage): number =>
  ['', '-wal'].reduce((sum, end) => {
    const found = statSync(`${stage.temporalFile}${end}`, { throwIfNoEntry: false });
    return sum + (found?.size ?? 0);
  }, 0);

const serverMb = (stage: Stage): number => residentMbOf(stage.temporal.pid ?? 0);

const clickOn = async (clicks: Clicks, count: number): Promise<number[]> => {
  const from = Date.now();
  sound(await closedLoop(1, count, clicks.click, { limitMs: 120_000 }), 'clicks');
  return clicks.between(from, Number.POSITIVE_INFINITY);
};

const takeOurs = async (stage: Stage, count: number) => {
  const ours = await stage.startOurs();
  const clicks = await Clicks.open(ours.url, await seedLeads(stage.town, 32), stage.town.photos);
  await clickOn(clicks, 100);
  await stage.settled(ours.pids);
  const empty = await clickOn(clicks, clickCount);
  await stage.settled(ours.pids);
  const before = { database: await databaseBytes(stage), temporal: temporalBytes(stage), server: serverMb(stage) };
  const sleeping = await seedLeads(stage.town, count);
  await stage.settled(ours.pids, limitMs);
  const after = { database: await databaseBytes(stage), temporal: temporalBytes(stage), server: serverMb(stage) };
  const app = ours.pids.reduce((sum, pid) => sum + residentMbOf(pid), 0);
  const all = app + serverMb(stage) + residentMbOf(stage.lab.mariadb.pid);
  const full = await clickOn(clicks, clickCount);
  await stage.settled(ours.pids);
  // The first ones were put out of the worker's cache by those that came after.
  const cold = await Clicks.open(ours.url, sleeping.slice(0, wakeCount), stage.town.photos);
  const used = cpuMeter(stage, ours.pids);
  await clickOn(cold, Math.min(wakeCount, count));
  await stage.settled(ours.pids);
  const cpu = used();
  await clicks.close();
  await cold.close();
  await ours.stop();
  return { before, after, app, all, empty, full, wake: (cpu.app + cpu.server) / Math.min(wakeCount, count) };
};

const takeBare = async (stage: Stage, count: number) => {
  const { client, worker, stop } = await stage.startBare();
  const before = { temporal: temporalBytes(stage), server: serverMb(stage) };
  const starting = closedLoop(16, count, (index) => client.start(`case-${index}`), { limitMs });
  sound(await starting, 'starts of the control');
  await stage.settled([worker.pid], limitMs);
  const after = { temporal: temporalBytes(stage), server: serverMb(stage) };
  const app = residentMbOf(worker.pid);
  await stop();
  return { before, after, app };
};

const perCase = (
  { before, after }: { before: Record<'temporal' | 'server', number>; after: Record<'temporal' | 'server', number> },
  count: number,
) => ({
  temporal: (after.temporal - before.temporal) / count,
  server: ((after.server - before.server) * 1024) / count,
});

/** B4: what it costs that so many cases are open and nothing happens to them. */
export const scaleAt = (count: number): Benchmark<keyof ReturnType<typeof linesAt>> => ({
  id: 'B4',
  title: `Open-case scale, ${count}`,
  repeats: 'once',
  lines: linesAt(count),
  async run(lab, watch) {
    // Of each its own server, so that bytes are its own.
    const own = await openStage(lab, watch);
    const ours = await takeOurs(own, count).finally(() => own.close());
    const bare = await openStage(lab, watch);
    const control = await takeBare(bare, count).finally(() => bare.close());
    const [mine, theirs] = [perCase(ours, count), perCase(control, count)];
    return {
      temporal: { ours: mine.temporal, control: theirs.temporal },
      database: { ours: (ours.after.database - ours.before.database) / count },
      server: { ours: mine.server, control: theirs.server },
      app: { ours: ours.app, control: control.app },
      click: { ours: quantile(ours.full, 0.5), control: quantile(ours.empty, 0.5) },
      click99: { ours: quantile(ours.full, 0.99), control: quantile(ours.empty, 0.99) },
      wake: { ours: ours.wake * 1000 },
      all: { ours: ours.all },
    };
  },
});
