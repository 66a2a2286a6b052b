import { getHeapStatistics } from 'node:v8';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Activities } from '../activities';
import { createPayloadCodec } from './payload-codec';

export interface WorkerSettings {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  workflowBundle: { codePath: string };
  activities: Activities;
  payloadKey: Buffer;
}

/** About 1 MB for each cached workflow; more than 1,500 bring nothing, since a case sleeps for days between its events. */
function cacheSize(): number {
  const heapMb = getHeapStatistics().heap_size_limit / 1024 / 1024;
  return Math.min(1_500, Math.max(10, Math.floor((heapMb - 400) * 0.5)));
}

/** A worker for all our workflows, sized for one machine on loopback (docs: performance, levers 14). */
export function createWorker(settings: WorkerSettings): Promise<Worker> {
  const { connection, namespace, taskQueue, workflowBundle, activities, payloadKey } = settings;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities: { ...activities },
    dataConverter: { payloadCodecs: [createPayloadCodec(payloadKey)] },
    maxCachedWorkflows: cacheSize(),
    maxConcurrentWorkflowTaskExecutions: 80,
    // With the sweeper's six they leave four of the door's sixteen connections to people.
    maxConcurrentLocalActivityExecutions: 6,
    // Only `deliver` uses ordinary activities.
    maxConcurrentActivityTaskExecutions: 4,
    maxConcurrentActivityTaskPolls: 2,
    // Shorter ones backfire in a storm: tasks time out and are replayed from the start.
    stickyQueueScheduleToStartTimeout: '10 seconds',
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '8 seconds',
  });
}
