import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Benchmark } from '../benchmark';
import { seedLate } from '../fixtures';
import { closedLoop, soon, sound } from '../load';
import { cpuMeter, openStage, type Stage } from '../stage';
import { quietStorm } from '../storms';

const limitMs = 180_000;
/** Time enough to start them and to come to rest where 40 of them take a second. */
const bareLeadMs = (count: number): number => 20_000 + count * 40;

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
} as const;

const takeOurs = async (stage: Stage, count: number) => {
  const ours = await stage.startOurs();
  const quiet = await quietStorm(stage, ours, count, seedLate);
  await ours.stop();
  return quiet;
};

const takeBare = async (stage: Stage, count: number) => {
  const { client, worker, stop } = await stage.startBare();
  const dueMs = Math.ceil((Date.now() + bareLeadMs(count)) / 1000) * 1000;
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

/** B3: many deadlines due at one instant, beside timers of the control. */
export const storm: Benchmark<keyof typeof lines> = {
  id: 'B3',
  title: 'Deadline storm',
  repeats: 'pairs',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.storm;
    const stage = await openStage(lab, watch);
    try {
      const ours = await takeOurs(stage, count);
      const control = await takeBare(stage, count);
      const perCase = (seconds: number): number => (seconds * 1000) / count;
      return {
        last: { ours: ours.last, control: control.last },
        half: { ours: ours.half, control: control.half },
        wrong: { ours: ours.wrong },
        app: { ours: perCase(ours.cpu.app), control: perCase(control.cpu.app) },
        server: { ours: perCase(ours.cpu.server), control: perCase(control.cpu.server) },
        database: { ours: perCase(ours.cpu.database) },
      };
    } finally {
      await stage.close();
    }
  },
};
