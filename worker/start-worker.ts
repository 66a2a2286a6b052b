import { createActivities, createDelivery } from '../activities';
import type { Config } from '../config';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { Door, DoorHealth } from '../record/door';
import { loadWorkflowBundle } from './bundle';
import { clockServiceState, type ClockServiceState } from './clock-service';
import { createClockWatch } from './clock-watch';
import { startDeliveries } from './deliveries';
import { startLoop } from './loop';
import { startRelay } from './relay';
import { installRuntime } from './runtime';
import { startSweeper } from './sweeper';
import { openTemporalLink, type TemporalLink } from './temporal-link';
import { startTemporalWorker } from './temporal-worker';

export interface StartWorkerDeps {
  door: Door;
  sources: DataSources;
  logger: Logger;
  config: Pick<Config, 'temporalNamespace' | 'taskQueue' | 'webhookAllow'>;
  payloadKey: Buffer;
  /** Opens a webhook's secret as the record keeps it. */
  openSecret: (sealed: string) => string;
  /** host:port; undefined runs without Temporal. A promise, because finding or building a server may take minutes. */
  temporalAddress: Promise<string | undefined> | string | undefined;
  /** False where the record's clock is replaced (tests, demo), so that it is not compared with this machine's. */
  watchesRecordClock?: boolean;
}

export interface RunningWorker {
  /** There are new rows in the outbox: pass it to the door as `onCommitted`. */
  nudge(): void;
  state(): ClockServiceState;
  /** An operator accepts the clocks after a suspicion. */
  resumeClocks(): void;
  /** Ends everything in order; running tasks finish. */
  stop(): Promise<void>;
}

/** What runs only with a Temporal server. */
interface Connected {
  link: TemporalLink;
  worker: ReturnType<typeof startTemporalWorker>;
  relay: ReturnType<typeof startRelay>;
}

/**
 * Starts all background work: sweeper and delivery at once, worker and relay as soon as there is a Temporal server, however
 * often it goes away.
 */
export async function startWorker(deps: StartWorkerDeps): Promise<RunningWorker> {
  const { door, logger, config, payloadKey, watchesRecordClock = true } = deps;
  const { taskQueue, temporalNamespace: namespace } = config;
  installRuntime(logger);
  const workflowBundle = await loadWorkflowBundle();
  const clocks = createClockWatch(logger);
  const isHeld = (): boolean => clocks.isHeld();
  let connected: Connected | undefined;
  let stopping = false;
  let health: DoorHealth | undefined;

  const delivery = createDelivery({ ...deps, webhookAllow: config.webhookAllow });
  const deliveries = startDeliveries({
    delivery,
    link: () => connected?.link,
    isWorking: () => connected?.worker.state() === 'running',
    taskQueue,
    logger,
  });
  const onSettled = (): void => {
    deliveries.nudge();
  };
  const sweeper = startSweeper({ door, isHeld, onSettled, logger });

  async function observe(): Promise<void> {
    try {
      health = await door.health();
      clocks.observe(watchesRecordClock ? await recordMs(door) : undefined);
    } catch (error) {
      health = undefined;
      clocks.observe();
      throw error;
    }
  }
  const observing = startLoop({ name: 'clock watch', everyMs: 1_000, round: observe, logger });

  function connect(address: string): Connected {
    const link = openTemporalLink({ address, namespace, payloadKey, logger });
    const activities = createActivities({ door, delivery, isHeld, onSettled });
    const settings = { namespace, taskQueue, workflowBundle, activities, payloadKey };
    const isSettling = (): boolean => sweeper.isStorming();
    return {
      link,
      worker: startTemporalWorker({ ...settings, link, logger }),
      relay: startRelay({ door, link, taskQueue, isSettling, onSent: onSettled, logger }),
    };
  }

  void Promise.resolve(deps.temporalAddress).then(
    (address) => {
      if (address !== undefined && !stopping) connected = connect(address);
    },
    (error: unknown) => {
      logger.error('Temporal server not found', { error });
    },
  );

  return {
    nudge: () => connected?.relay.nudge(),
    state: () =>
      clockServiceState({
        temporal: connected ? (connected.link.isUp() ? 'up' : 'away') : 'off',
        worker: connected?.worker.state() ?? 'off',
        isHeld: isHeld(),
        health,
      }),
    resumeClocks: () => {
      clocks.resume();
    },
    async stop() {
      stopping = true;
      if (connected) {
        await connected.relay.stop();
        await connected.worker.stop();
      }
      await Promise.all([sweeper.stop(), deliveries.stop(), observing.stop()]);
      await connected?.link.close();
      logger.info('background work stopped');
    },
  };
}

/** The record's clock, if the question was answered quickly enough to compare it. */
async function recordMs(door: Door): Promise<number | undefined> {
  const askedAt = performance.now();
  const now = Date.parse(await door.now());
  return performance.now() - askedAt < 1_000 ? now : undefined;
}
