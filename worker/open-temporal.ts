import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Where the process that started a server of its own notes it, for commands that run beside. */
const noteFile = (dataDir: string): string => join(dataDir, 'temporal-address.json');

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The server that a running process of this data directory has started; undefined where there is none. */
export const runningServer = (dataDir: string): string | undefined => {
  try {
    const note: unknown = JSON.parse(readFileSync(noteFile(dataDir), 'utf8'));
    if (typeof note !== 'object' || note === null || !('address' in note) || !('pid' in note)) return undefined;
    const { address, pid } = note;
    return typeof address === 'string' && typeof pid === 'number' && isAlive(pid) ? address : undefined;
  } catch {
    return undefined;
  }
};

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
  const note = noteFile(config.dataDir);
  writeFileSync(note, `${JSON.stringify({ address: server.address, pid: process.pid })}\n`, { mode: 0o600 });
  const stop = (): Promise<void> => {
    rmSync(note, { force: true });
    return server.stop();
  };
  return { address: server.address, origin: `${found.source}, pid ${server.pid ?? 0}`, stop };
}
