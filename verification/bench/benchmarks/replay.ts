import type { WorkflowHandle } from '@temporalio/client';
import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import { payloadKeyOf } from '../../../config';
import { loadWorkflowBundle } from '../../../worker/bundle';
import { createPayloadCodec } from '../../../worker/payload-codec';
import { bareBundle } from '../bare/bare';
import { atMost, type Benchmark } from '../benchmark';
import { liveBare, liveOurs } from '../lives';
import { openStage } from '../stage';

/** Lives whose histories are recorded, and then replayed again and again. */
const recorded = 16;

const lines = {
  histories: { what: 'replay of standard cases', unit: 'histories/s' },
  tasks: { what: 'replay, workflow tasks', unit: 'tasks/s' },
  failures: { what: 'histories that do not replay', unit: 'histories', bar: atMost(0) },
} as const;

type Histories = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>[];

const record = async (handles: readonly WorkflowHandle[]): Promise<Histories> => {
  const histories: Histories = [];
  for (const handle of handles) histories.push(await handle.fetchHistory());
  return histories;
};

const replay = async (options: ReplayWorkerOptions, histories: Histories, count: number) => {
  const chosen = Array.from({ length: count }, (_, index) => ({
    workflowId: `replay-${index}`,
    history: histories[index % histories.length],
  }));
  // The first one pays for reading the bundle.
  const run = async (some: typeof chosen): Promise<number> => {
    let failures = 0;
    for await (const { error } of Worker.runReplayHistories(options, some)) failures += error === undefined ? 0 : 1;
    return failures;
  };
  await run(chosen.slice(0, 1));
  const startedAt = performance.now();
  const failures = await run(chosen);
  const seconds = (performance.now() - startedAt) / 1000;
  const tasks = chosen.reduce(
    (sum, { history }) =>
      sum + (history?.events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length,
    0,
  );
  return { failures, histories: count / seconds, tasks: tasks / seconds };
};

/** B10: how fast the gate before a release is, beside the replay of the control. */
export const replays: Benchmark<keyof typeof lines> = {
  id: 'B10',
  title: 'Replay gate',
  repeats: 'once',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.histories;
    const stage = await openStage(lab, watch);
    try {
      const product = await stage.startOurs();
      const ours = await liveOurs(stage, product, recorded);
      const own = await record(ours.handles);
      await ours.close();
      await product.stop();
      const side = await stage.startBare();
      const theirs = await record((await liveBare(stage, side, recorded, Math.max(1, Math.round(ours.tasks)))).handles);
      await side.stop();
      const payloadCodecs = [createPayloadCodec(payloadKeyOf({ dataDir: stage.folder, payloadKey: undefined }))];
      const workflowBundle = await loadWorkflowBundle();
      const mine = await replay({ workflowBundle, dataConverter: { payloadCodecs } }, own, count);
      const control = await replay({ workflowBundle: bareBundle }, theirs, count);
      return {
        histories: { ours: mine.histories, control: control.histories },
        tasks: { ours: mine.tasks, control: control.tasks },
        failures: { ours: mine.failures + control.failures },
      };
    } finally {
      await stage.close();
    }
  },
};
