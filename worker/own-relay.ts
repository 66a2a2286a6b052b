import type { Config } from '../config';
import type { Logger } from '../logger';
import type { Meter } from '../telemetry/meter';
import { startRelay, type RelayDeps } from './relay';
import { openTemporalLink } from './temporal-link';

export interface OwnRelayDeps {
  door: RelayDeps['door'];
  config: Pick<Config, 'temporal' | 'temporalAddress' | 'temporalNamespace' | 'taskQueue'>;
  payloadKey: Buffer;
  meter: Meter;
  logger: Logger;
}

export interface OwnRelay {
  /** Pass it to the door as `onCommitted`. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * Carries what a process without a worker commits, without waiting for the next look of a worker. Leases keep it and the
 * workers' relays apart. Undefined where no address of a server is set: then workers carry everything.
 */
export const startOwnRelay = ({ door, config, payloadKey, meter, logger }: OwnRelayDeps): OwnRelay | undefined => {
  const { temporal, temporalAddress: address, temporalNamespace: namespace, taskQueue } = config;
  if (temporal === 'off' || address === undefined) return undefined;
  const link = openTemporalLink({ address, namespace, payloadKey, logger });
  const relay = startRelay({
    door,
    link,
    taskQueue,
    isSettling: () => false,
    // Messages are delivered by workers.
    onCommitted: () => undefined,
    isLight: true,
    meter,
    logger,
  });
  return {
    nudge: () => {
      relay.nudge();
    },
    async stop() {
      await relay.stop();
      await link.close();
    },
  };
};
