import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, type Worker } from '@temporalio/worker';
import type { Logger } from '../logger';
import { createWorker, type WorkerSettings } from './create-worker';
import type { TemporalLink } from './temporal-link';

const pausesMs = [500, 1_000, 2_000, 5_000, 10_000];

export interface TemporalWorkerOptions extends Omit<WorkerSettings, 'connection'> {
  link: TemporalLink;
  logger: Logger;
}

export type TemporalWorkerState = 'waiting' | 'running' | 'stopped';

export interface TemporalWorker {
  state(): TemporalWorkerState;
  /** Lets running tasks finish, for at most 8 s. */
  stop(): Promise<void>;
}

/** Between processes of one machine compressing only costs time. */
const compressionFor = (address: string): { grpcCompression?: { codec: 'none' } } =>
  /^(127\.0\.0\.1|localhost|\[::1\]):/.test(address) ? { grpcCompression: { codec: 'none' } } : {};

/**
 * Keeps a worker running. It survives a restart of the server by itself; when it ends all the same, such as by an answer of
 * a server that is only half up, it is made anew.
 */
export function startTemporalWorker({ link, logger, ...settings }: TemporalWorkerOptions): TemporalWorker {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let worker: Worker | undefined;

  async function once(): Promise<void> {
    const connection = await NativeConnection.connect({ address: link.address, ...compressionFor(link.address) });
    try {
      worker = await createWorker({ ...settings, connection });
      // One that was never run would hold its connection open.
      const running = worker.run();
      if (isStopping()) worker.shutdown();
      logger.info('Temporal worker runs', { address: link.address, taskQueue: settings.taskQueue });
      await running;
    } finally {
      worker = undefined;
      await connection.close();
    }
  }

  const pause = (waitMs: number): Promise<void> =>
    sleep(waitMs, undefined, { signal: stopping.signal }).catch((error: unknown) => {
      if (!isStopping()) throw error;
    });

  async function keep(): Promise<void> {
    for (let attempt = 0; !isStopping();) {
      if (!link.isUp()) {
        await pause(100);
        continue;
      }
      const startedAt = performance.now();
      await once().catch((error: unknown) => {
        logger.error('Temporal worker ended', { error });
        link.suspect();
      });
      attempt = performance.now() - startedAt > 60_000 ? 0 : attempt + 1;
      if (!isStopping()) await pause(pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? 0);
    }
  }

  const kept = keep();
  return {
    state: () => (isStopping() ? 'stopped' : worker?.getState() === 'RUNNING' ? 'running' : 'waiting'),
    async stop() {
      stopping.abort();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await kept;
    },
  };
}
