import type { WorkflowHandle } from '@temporalio/client';
import { countHistory, type HistoryCount } from './histories';
import { closedLoop, sound } from './load';
import { openCast, playStandardCase } from './play';
import { cpuMeter, type BareSide, type Ours, type Stage } from './stage';
import { photosReady } from './standard-case';
import { median } from './stats';

const limitMs = 300_000;
const callers = 8;
/** Histories looked at; the others are of the same kind. */
const sample = 40;

/** Cases that were lived from report to closing, several at once. */
export interface Lives {
  ids: string[];
  /** From the first request until the last workflow was done. */
  seconds: number;
  cpu: { app: number; server: number; database: number };
  /** Medians of the sample. */
  tasks: number;
  transitions: number;
  handles: WorkflowHandle[];
}

const summed = async (handles: WorkflowHandle[], startedAt: number) => {
  const counts: HistoryCount[] = [];
  for (const handle of handles) counts.push(await countHistory(handle));
  return {
    tasks: median(counts.map(({ workflowTasks }) => workflowTasks)),
    transitions: median(counts.map(({ transitions }) => transitions)),
    lastTaskAt: Math.max(startedAt, ...counts.map(({ lastTaskAt }) => lastTaskAt)),
  };
};

/** The last of them are looked at, since they end last. */
const sampled = <T>(ids: readonly T[]): T[] => ids.slice(-sample);

/** Standard cases over HTTP, in time, so that no deadline fires. */
export const liveOurs = async (
  stage: Stage,
  ours: Ours,
  count: number,
): Promise<Lives & { close: () => Promise<void> }> => {
  const cast = await openCast(ours.url, stage.town.photos, callers);
  await photosReady(stage.town.photos, count + 1);
  await playStandardCase(cast);
  await stage.settled(ours.pids);
  const used = cpuMeter(stage, ours.pids);
  const startedAt = Date.now();
  const ids: string[] = [];
  const living = closedLoop(callers, count, async () => void ids.push(await playStandardCase(cast)), { limitMs });
  sound(await living, 'standard cases');
  await stage.settled(ours.pids);
  const cpu = used();
  await cast.close();
  const { client, close } = await stage.ourClient();
  const handles = sampled(ids).map((caseId) => client.workflow.getHandle(`case:${caseId}`));
  const { lastTaskAt, ...medians } = await summed(handles, startedAt);
  return { ids, seconds: (lastTaskAt - startedAt) / 1000, cpu, handles, ...medians, close };
};

/** As many cases of the control, each with as many workflow tasks. */
export const liveBare = async (
  stage: Stage,
  { client, worker }: BareSide,
  count: number,
  tasks: number,
): Promise<Lives> => {
  await stage.settled([worker.pid]);
  const used = cpuMeter(stage, [worker.pid]);
  const startedAt = Date.now();
  const ids = Array.from({ length: count }, (_, index) => `life-${index}`);
  const live = async (index: number): Promise<void> => {
    const id = ids[index] ?? '';
    await client.start(id);
    for (let task = 1; task < tasks; task += 1) await client.step(id);
  };
  sound(await closedLoop(callers, count, live, { limitMs }), 'lives of the control');
  await stage.settled([worker.pid]);
  const cpu = used();
  const handles = sampled(ids).map((id) => client.handle(id));
  const { lastTaskAt, ...medians } = await summed(handles, startedAt);
  return { ids, seconds: (lastTaskAt - startedAt) / 1000, cpu, handles, ...medians };
};
