import { createActivities, createDelivery, type ActivityDeps, type DeliverySettings } from '../activities';
import type { Config } from '../config';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { RecordClock } from '../record/door/clockwork';
import type { Retention } from '../record/door/record-door';
import type { FeedKeeper } from '../record/door/stream-carriage';
import type { DoorHealth, Vitals } from '../record/door/vitals';
import { createMeter, type Meter } from '../telemetry/meter';
import { startAnchors } from './anchors';
import { loadWorkflowBundle } from './bundle';
import { clockServiceState, delayReasons, type ClockServiceState } from './clock-service';
import { createClockWatch } from './clock-watch';
import { startDeliveries } from './deliveries';
import { startFeed } from './feed';
import { startLoop } from './loop';
import { watchMute } from './mute-watch';
import { watchCalendar } from './calendar-watch';
import { startRelay, type RelayDeps } from './relay';
import { startRetention } from './retention';
import { installRuntime } from './runtime';
import { startSweeper, type SweeperDeps } from './sweeper';
import { startTakeover } from './takeover';
import { TemporalInUse } from './open-temporal';
import { openTemporalLink, type TemporalLink } from './temporal-link';
import { startTemporalWorker } from './temporal-worker';

type BackgroundDoor = SweeperDeps['door'] &
  RelayDeps['door'] &
  ActivityDeps['door'] &
  DeliverySettings['door'] &
  FeedKeeper &
  Retention &
  Vitals;

export interface StartWorkerDeps {
  door: BackgroundDoor;
  sources: DataSources;
  logger: Logger;
  /** Without a file for them, as in tests, no anchors are dropped; without `keep` nothing is forgotten. */
  config: Pick<Config, 'temporalNamespace' | 'taskQueue' | 'webhookAllow'> &
    Partial<Pick<Config, 'anchorFile' | 'anchorSyslog' | 'workflowStacks' | 'keep'>>;
  payloadKey: Buffer;
  /** The numbers of this process; default: some that nobody reads. */
  meter?: Meter;
  /** False leaves the SDK's own metrics out of them (tests: there is one SDK runtime in a process). */
  measuresTemporal?: boolean;
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
  state: () => ClockServiceState;
  /** True while many deadlines are due at once. */
  isStorming(): boolean;
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
  takeover: ReturnType<typeof startTakeover>;
}

/**
 * Starts all background work: sweeper, feed and delivery at once, worker and relay as soon as there is a Temporal server, however
 * often it goes away.
 */
export async function startWorker(deps: StartWorkerDeps): Promise<RunningWorker> {
  const { door, logger, config, payloadKey, watchesRecordClock = true } = deps;
  const { meter = createMeter({ ofProcess: false }), measuresTemporal = false } = deps;
  const { taskQueue, temporalNamespace: namespace } = config;
  await installRuntime(logger, measuresTemporal ? meter : undefined);
  const workflowBundle = await loadWorkflowBundle({ stacks: config.workflowStacks === true });
  const clocks = createClockWatch(logger);
  const isHeld = (): boolean => clocks.isHeld();
  let connected: Connected | undefined;
  let stopping = false;
  let health: DoorHealth | undefined;

  const onAttempt = (channel: string, outcome: string): void => {
    meter.deliveries.inc({ channel, state: outcome });
  };
  const delivery = createDelivery({ ...deps, webhookAllow: config.webhookAllow, onAttempt });
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
  // Whatever kept streams from going on may have been mended with this start.
  await door.retrySetbacks().catch((error: unknown) => {
    logger.warn('streams that wait for another try were not hurried', { error });
  });
  const sweeper = startSweeper({ door, isHeld, onSettled, logger });
  const feed = startFeed(door, logger);

  const { anchorFile, anchorSyslog } = config;
  const anchors =
    anchorFile === undefined
      ? undefined
      : startAnchors({ sources: deps.sources, config: { anchorFile, anchorSyslog }, logger });

  const { keep: kept } = config;
  const isSettling = (): boolean => sweeper.isStorming();
  const retention = kept === undefined ? undefined : startRetention({ door, kept, isSettling, meter, logger });

  const tellMute = watchMute(logger);
  const tellCalendar = watchCalendar(logger);

  async function observe(): Promise<void> {
    try {
      health = await door.health();
      if (health.available) {
        tellMute(health.muted);
        tellCalendar(health.missingYears);
      }
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
    const activities = createActivities({ door, delivery, isHeld, whenCalm: () => sweeper.calm(), onSettled });
    const settings = {
      namespace,
      taskQueue,
      workflowBundle,
      activities,
      payloadKey,
      watchdog: config.workflowStacks === true,
    };
    return {
      link,
      worker: startTemporalWorker({ ...settings, link, logger }),
      relay: startRelay({ door, link, taskQueue, isSettling, onCommitted: onSettled, meter, logger }),
      takeover: startTakeover({ door, link, taskQueue, meter, logger }),
    };
  }

  void Promise.resolve(deps.temporalAddress).then(
    (address) => {
      if (address !== undefined && !stopping) connected = connect(address);
    },
    (error: unknown) => {
      logger.error('Temporal server not found', error instanceof TemporalInUse ? { why: error.message } : { error });
    },
  );

  const state = (): ClockServiceState =>
    clockServiceState({
      temporal: connected ? (connected.link.isUp() ? 'up' : 'away') : 'off',
      worker: connected?.worker.state() ?? 'off',
      isHeld: isHeld(),
      health,
    });
  meter.beforeReading(() => {
    const { reasons } = state();
    for (const reason of delayReasons) meter.clockReasons.set({ reason }, reasons.includes(reason) ? 1 : 0);
    meter.clockDelayed.set(reasons.length > 0 ? 1 : 0);
  });

  return {
    nudge: () => connected?.relay.nudge(),
    state,
    isStorming: () => sweeper.isStorming(),
    resumeClocks: () => {
      clocks.resume();
    },
    async stop() {
      stopping = true;
      if (connected) {
        await Promise.all([connected.relay.stop(), connected.takeover.stop()]);
        await connected.worker.stop();
      }
      await Promise.all([
        sweeper.stop(),
        feed.stop(),
        retention?.stop(),
        deliveries.stop(),
        observing.stop(),
        anchors?.stop(),
      ]);
      await connected?.link.close();
      logger.info('background work stopped');
    },
  };
}

/** The record's clock, if the question was answered quickly enough to compare it. */
async function recordMs(door: RecordClock): Promise<number | undefined> {
  const askedAt = performance.now();
  const now = Date.parse(await door.now());
  return performance.now() - askedAt < 1_000 ? now : undefined;
}
