import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Activities } from '../activities';
import { tuning } from '../tuning';
import { createPayloadCodec } from './payload-codec';
import { UnwatchedWorker } from './unwatched-worker';

export interface WorkerSettings {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  workflowBundle: { codePath: string };
  activities: Activities;
  payloadKey: Buffer;
  /** For who looks for a fault of a workflow: one that does not come back within 5 s fails, at half the speed. */
  watchdog?: boolean;
}

/** A worker for all our workflows, sized for one machine on loopback (docs: performance, levers 14). */
export function createWorker(settings: WorkerSettings): Promise<Worker> {
  const { connection, namespace, taskQueue, workflowBundle, activities, payloadKey, watchdog = false } = settings;
  const { mostCached, tasks, localActivities, stickyTimeout } = tuning.workflows;
  return (watchdog ? Worker : UnwatchedWorker).create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities: { ...activities },
    dataConverter: { payloadCodecs: [createPayloadCodec(payloadKey)] },
    maxCachedWorkflows: mostCached,
    maxConcurrentWorkflowTaskExecutions: tasks,
    maxConcurrentLocalActivityExecutions: localActivities,
    // Only `deliver` uses ordinary activities.
    maxConcurrentActivityTaskExecutions: 4,
    maxConcurrentActivityTaskPolls: 2,
    stickyQueueScheduleToStartTimeout: stickyTimeout,
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '8 seconds',
  });
}
