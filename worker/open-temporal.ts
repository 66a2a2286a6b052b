import { join } from 'node:path';
import type { Config } from '../config';
import type { Logger } from '../logger';
import { findTemporalServer, startTemporalServer } from './temporal-server';

export interface OpenTemporal {
  address: string;
  /** Where it came from, in words for the operator: its source, and the process where it was started here. */
  origin: string;
  /** Ends a server that was started here; one that somebody else runs goes on. */
  stop(): Promise<void>;
}

/**
 * Finds a Temporal server or starts one with its file beside the data. Undefined when there is none, or when it is switched
 * off. May take minutes the first time, see `findTemporalServer`.
 */
export async function openTemporal(config: Config, logger: Logger): Promise<OpenTemporal | undefined> {
  if (config.temporal === 'off') return undefined;
  const found = await findTemporalServer(logger, config);
  if (found === undefined) return undefined;
  if (found.kind === 'address')
    return { address: found.address, origin: 'TEMPORAL_ADDRESS', stop: () => Promise.resolve() };
  const server = await startTemporalServer({
    binary: found.path,
    dbFile: join(config.dataDir, 'temporal.sqlite'),
    namespace: config.temporalNamespace,
    log: logger,
    source: found.source,
  });
  return { address: server.address, origin: `${found.source}, pid ${server.pid ?? 0}`, stop: () => server.stop() };
}
