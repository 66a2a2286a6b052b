import { setTimeout as sleep } from 'node:timers/promises';
import { settle, type SettleDeps } from '../../activities/settle';
import { payloadKeyOf, type Config } from '../../config';
import type { Logger } from '../../logger';
import type { TemporalView } from '../../record/reconcile/temporal-view';
import { loadWorkflowBundle } from '../../worker/bundle';
import { openTemporal, runningServer, TemporalInUse } from '../../worker/open-temporal';
import { installRuntime } from '../../worker/runtime';
import { openTemporalLink, type TemporalLink } from '../../worker/temporal-link';
import { createTemporalView } from '../../worker/temporal-view';
import { startTemporalWorker } from '../../worker/temporal-worker';
import { CannotRun } from './command';

const upLimitMs = 15_000;
/** As of a comparison that did not look at all there is. */
const exitOfSilence = 2;
/** Workflows that ask while they are only looked at are told to ask again so much later. */
const lookingMs = 30_000;

export interface Engine {
  view: TemporalView;
  close(): Promise<void>;
}

export interface EngineOptions {
  config: Config;
  logger: Logger;
  /** True where the server of the data directory may be started here, because no service uses it. */
  isOwn: boolean;
  /** Answers workflows in place of a service that does not run, without firing anything; null starts no worker. */
  door: SettleDeps['door'] | null;
  perSecond: number;
}

/** A worker that lets workflows read and nothing else: it fires no deadline and delivers nothing. */
const readingWorker = async (link: TemporalLink, door: SettleDeps['door'], { config, logger }: EngineOptions) =>
  startTemporalWorker({
    link,
    logger,
    namespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
    payloadKey: payloadKeyOf(config),
    workflowBundle: await loadWorkflowBundle(),
    activities: {
      settle: (request) =>
        settle({ door, isHeld: () => true, whenCalm: () => Promise.resolve(), onSettled: () => undefined }, request),
      deliverDue: () => Promise.resolve({ sent: 0, failed: 0, nextInMs: lookingMs }),
    },
  });

const waitUntilUp = async (link: TemporalLink, namespace: string): Promise<void> => {
  const endsAt = performance.now() + upLimitMs;
  while (!link.isUp()) {
    if (performance.now() > endsAt)
      throw new CannotRun(
        `Temporal does not answer on ${link.address} (namespace ${namespace}): start it, or correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE; nothing was compared`,
        exitOfSilence,
      );
    await sleep(100);
  }
};

/**
 * The Temporal server that TEMPORAL_ADDRESS names, or that which a running service has started, or, where it is ours, that
 * of the data directory. Undefined where there is none to ask.
 */
export const openEngine = async (options: EngineOptions): Promise<Engine | undefined> => {
  const { logger, isOwn, door, perSecond } = options;
  const beside = isOwn ? undefined : runningServer(options.config.dataDir);
  const config = { ...options.config, temporalAddress: options.config.temporalAddress ?? beside };
  if (config.temporalAddress === undefined && !isOwn) return undefined;
  await installRuntime(logger);
  const server = await openTemporal(config, logger).catch((error: unknown) => {
    throw error instanceof TemporalInUse ? new CannotRun(error.message, exitOfSilence) : error;
  });
  if (server === undefined) return undefined;
  const { temporalNamespace: namespace, taskQueue } = config;
  const link = openTemporalLink({ address: server.address, namespace, payloadKey: payloadKeyOf(config), logger });
  const close = async (): Promise<void> => {
    await link.close();
    await server.stop();
  };
  try {
    await waitUntilUp(link, namespace);
    const worker = isOwn && door !== null ? await readingWorker(link, door, options) : undefined;
    return {
      view: createTemporalView({ link, taskQueue, perSecond }),
      async close() {
        await worker?.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
