import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Benchmark } from '../benchmark';
import { Caller } from '../caller';
import { seedLate, seedLeads } from '../fixtures';
import { closedLoop, soon, sound } from '../load';
import type { Sizes } from '../options';
import { numberIn, openStage, type Stage } from '../stage';

const limitMs = 180_000;
/** Workflow tasks that the cases which fire have behind them. */
const pastTasks = 10;

const lines = {
  first: { what: 'worker after kill −9, from its start to the first firing', unit: 's', bar: atMost(1.3) },
  all: { what: 'worker after kill −9, until all that was due has fired', unit: 's' },
  caughtUp: { what: 'worker after kill −9, until every click made meanwhile is in its workflow', unit: 's' },
  clicks: { what: 'clicks refused while no worker runs', unit: 'clicks', bar: atMost(0) },
} as const;

/** Time to seed, to hand over, to take the tasks and to come to rest; the control is called without a record in between. */
const leadMs = ({ open }: Sizes['recovery']): number => 20_000 + open * 14 + pastTasks * 4_000;
const bareLeadMs = ({ open }: Sizes['recovery']): number => 10_000 + open * 12 + pastTasks * 1_500;

const waitFor = async (dueMs: number): Promise<void> => {
  const early = dueMs - Date.now();
  if (early < 0) throw new Error('the machine was too slow: deadlines came before the worker was killed');
  await sleep(early);
};

const seconds = (from: number): number => (Date.now() - from) / 1000;

const takeOurs = async (stage: Stage, sizes: Sizes['recovery']) => {
  const api = await stage.start('api/main');
  const first = await stage.start('worker/main');
  const dueMs = Math.ceil((Date.now() + leadMs(sizes)) / 1000) * 1000;
  const dueAt = new Date(dueMs).toISOString();
  const others = await seedLeads(stage.town, sizes.open - sizes.firing);
  const firing = await seedLate(stage.town, sizes.firing, dueAt);
  const pids = [api.pid, first.pid];
  await stage.settled(pids);
  const person = await Caller.signIn(api.url, 'ofc', 16);
  const note = (caseId: string, version: number): Promise<unknown> =>
    person.must(`/api/v1/cases/${caseId}/commands/add-note`, { text: '已电话催促' }, version);
  for (let round = 1; round < pastTasks; round += 1) {
    const notes = closedLoop(
      8,
      firing.length,
      (i) => note(firing[i]?.caseId ?? '', (firing[i]?.version ?? 0) + round - 1),
      {
        limitMs,
      },
    );
    sound(await notes, 'notes');
    await stage.settled(pids);
  }
  await waitFor(dueMs - 2_000);
  await first.kill();
  const clicked = await closedLoop(8, sizes.clicks, (i) => note(others[i]?.caseId ?? '', 1), {
    limitMs,
  });
  await sleep(Math.max(0, dueMs + 1_000 - Date.now()));
  const startedAt = Date.now();
  const again = stage.start('worker/main');
  const left = (): Promise<number> =>
    numberIn(stage.sql, 'SELECT COUNT(*) FROM stream WHERE next_due_at <= ?', [dueAt]);
  await soon(async () => (await left()) < sizes.firing, limitMs, 20);
  const firstFiring = seconds(startedAt);
  await soon(async () => (await left()) === 0, limitMs, 20);
  const all = seconds(startedAt);
  await stage.settled([api.pid, (await again).pid]);
  const caughtUp = seconds(startedAt);
  await person.close();
  await (await again).stop();
  await api.stop();
  return { first: firstFiring, all, caughtUp, refused: clicked.failures.length };
};

const takeBare = async (stage: Stage, sizes: Sizes['recovery']) => {
  const { client, worker, stop } = await stage.startBare();
  const dueMs = Math.ceil((Date.now() + bareLeadMs(sizes)) / 1000) * 1000;
  const start = async (index: number): Promise<void> => {
    await client.start(`case-${index}`, index < sizes.firing ? { dueAt: dueMs } : {});
  };
  sound(await closedLoop(16, sizes.open, start, { limitMs }), 'starts of the control');
  const step = (index: number): Promise<unknown> => client.step(`case-${index}`);
  for (let round = 1; round < pastTasks; round += 1)
    sound(await closedLoop(16, sizes.firing, step, { limitMs }), 'updates of the control');
  await stage.settled([worker.pid]);
  await waitFor(dueMs - 2_000);
  await worker.kill();
  await sleep(Math.max(0, dueMs + 1_000 - Date.now()));
  const startedAt = Date.now();
  const again = await stage.startBare();
  await soon(async () => (await again.worker.firings()).count >= sizes.firing, limitMs, 20);
  const { firstAt, lastAt } = await again.worker.firings();
  await again.stop();
  await stop();
  return { first: (firstAt - startedAt) / 1000, all: (lastAt - startedAt) / 1000 };
};

/** B5: the worker is killed, deadlines come due and people go on clicking; then a new worker starts with nothing in its cache. */
export const recovery: Benchmark<keyof typeof lines> = {
  id: 'B5',
  title: 'Cold start after kill −9',
  repeats: 'once',
  lines,
  async run(lab, watch) {
    const sizes = lab.options.sizes.recovery;
    const stage = await openStage(lab, watch);
    try {
      const ours = await takeOurs(stage, sizes);
      const control = await takeBare(stage, sizes);
      return {
        first: { ours: ours.first, control: control.first },
        all: { ours: ours.all, control: control.all },
        caughtUp: { ours: ours.caughtUp },
        clicks: { ours: ours.refused },
      };
    } finally {
      await stage.close();
    }
  },
};
