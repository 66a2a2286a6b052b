import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { BareActivities } from './workflow';

/** What the process tells its parent when asked. */
export interface Firings {
  count: number;
  firstAt: number;
  lastAt: number;
}

/** Runs the control's worker: `worker.js <address> <namespace> <task queue> <bundle>`; answers each message with its firings. */
async function main([address = '', namespace = '', taskQueue = '', codePath = '']: string[]): Promise<void> {
  const seen: Firings = { count: 0, firstAt: 0, lastAt: 0 };
  const activities: BareActivities = {
    fired() {
      seen.lastAt = Date.now();
      if (seen.count === 0) seen.firstAt = seen.lastAt;
      seen.count += 1;
      return Promise.resolve();
    },
  };
  Runtime.install({
    logger: new DefaultLogger('WARN'),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
    },
  });
  const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
  // The settings of our own worker, see worker/create-worker.ts; only local activities, which wait for nothing, are not held.
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath },
    activities: { ...activities },
    maxCachedWorkflows: 1_500,
    maxConcurrentWorkflowTaskExecutions: 80,
    maxConcurrentLocalActivityExecutions: 32,
    stickyQueueScheduleToStartTimeout: '10 seconds',
  });
  process.on('message', () => process.send?.(seen));
  process.once('disconnect', () => {
    worker.shutdown();
  });
  process.send?.(seen);
  await worker.run();
  await connection.close();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
