import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { payloadKeyOf, type Config } from '../config';
import { lockFile } from '../entities/file-lock';
import type { RunningServer } from '../listen';
import type { Logger } from '../logger';
import { startCodecServer } from './codec-server';
import { freePort } from './free-port';
import { createPayloadCodec } from './payload-codec';
import { findTemporalServer, serverAnswers, startTemporalServer } from './temporal-server';

export interface OpenTemporal {
  address: string;
  /** Where it came from, in words for the operator: its source, and the process where it was started here. */
  origin: string;
  /** Where its UI is, where TEMPORAL_UI asked for one and the server was started here. */
  ui?: string;
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

const noted = (dataDir: string): { address: string; pid: number } | undefined => {
  try {
    const note: unknown = JSON.parse(readFileSync(noteFile(dataDir), 'utf8'));
    if (typeof note !== 'object' || note === null || !('address' in note) || !('pid' in note)) return undefined;
    const { address, pid } = note;
    return typeof address === 'string' && typeof pid === 'number' ? { address, pid } : undefined;
  } catch {
    return undefined;
  }
};

/** The server that a running process of this data directory has started; undefined where there is none. */
export const runningServer = (dataDir: string): string | undefined => {
  const note = noted(dataDir);
  return note !== undefined && isAlive(note.pid) ? note.address : undefined;
};

/** As long as a server may take to get ready, and the moments around it. */
const besideLimitMs = 45_000;

/** Another process has the engine's file, and no server of it can be asked. */
export class TemporalInUse extends Error {
  constructor(dbFile: string) {
    super(
      `${dbFile} is in use by another process of this installation, whose Temporal server does not answer: two servers on one file would destroy it. ` +
        'Wait until that process is ready, stop it, or run a Temporal server for all and set TEMPORAL_ADDRESS',
    );
    this.name = 'TemporalInUse';
  }
}

/** The server of the process that has the file, as soon as it answers. @throws TemporalInUse */
const ofAnother = async (
  { dataDir, temporalNamespace }: Config,
  { dbFile, limitMs }: { dbFile: string; limitMs: number },
): Promise<OpenTemporal> => {
  const endsAt = performance.now() + limitMs;
  do {
    const address = runningServer(dataDir);
    if (address !== undefined && (await serverAnswers(address, temporalNamespace)))
      return {
        address,
        origin: 'the server that another process of this DATA_DIR runs',
        stop: () => Promise.resolve(),
      };
    await sleep(200);
  } while (performance.now() < endsAt);
  throw new TemporalInUse(dbFile);
};

/** So long a server may outlive a process that was killed (worker/child-guard.ts), and somewhat longer. */
const orphanLimitMs = 10_000;

/** A process that was killed leaves its note, and for some seconds its server. @throws TemporalInUse where that stays */
const whenOrphanIsGone = async ({ dataDir, temporalNamespace }: Config, dbFile: string): Promise<void> => {
  const left = noted(dataDir)?.address;
  const endsAt = performance.now() + orphanLimitMs;
  while (left !== undefined && (await serverAnswers(left, temporalNamespace))) {
    if (performance.now() > endsAt) throw new TemporalInUse(dbFile);
    await sleep(200);
  }
};

/** A port for the UI, and beside it what decrypts for it; neither where TEMPORAL_UI is not set. */
const openUi = async (config: Config): Promise<{ port: number; url: string; codec: RunningServer } | undefined> => {
  if (!config.temporalUi) return undefined;
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  return { port, url, codec: await startCodecServer(createPayloadCodec(payloadKeyOf(config)), { origin: url }) };
};

/** Starts the server of the data directory and notes where it is. */
const startOwn = async (
  config: Config,
  logger: Logger,
  { binary, source, dbFile }: { binary: string; source: string; dbFile: string },
): Promise<OpenTemporal> => {
  const ui = await openUi(config);
  const server = await startTemporalServer({
    binary,
    dbFile,
    namespace: config.temporalNamespace,
    log: logger,
    source,
    ...(ui === undefined ? {} : { ui: { port: ui.port, codecEndpoint: ui.codec.url } }),
  }).catch(async (error: unknown) => {
    await ui?.codec.stop(0);
    throw error;
  });
  const note = noteFile(config.dataDir);
  writeFileSync(note, `${JSON.stringify({ address: server.address, pid: process.pid })}\n`, { mode: 0o600 });
  const stop = async (): Promise<void> => {
    rmSync(note, { force: true });
    await Promise.all([server.stop(), ui?.codec.stop(0)]);
  };
  const origin = `${source}, pid ${server.pid ?? 0}`;
  return { address: server.address, origin, stop, ...(ui === undefined ? {} : { ui: ui.url }) };
};

/**
 * Finds a Temporal server or starts one with its file beside the data. One process of a data directory starts it, and holds
 * a lock on the file; the others use the same server. Undefined when there is none, or when it is switched off. May take
 * minutes the first time, see `findTemporalServer`.
 *
 * @throws TemporalInUse where another process has the file and its server does not answer within `limitMs`
 */
export async function openTemporal(
  config: Config,
  logger: Logger,
  limitMs = besideLimitMs,
): Promise<OpenTemporal | undefined> {
  if (config.temporal === 'off') return undefined;
  const found = await findTemporalServer(logger, config);
  if (found === undefined) return undefined;
  if (found.kind === 'address')
    return { address: found.address, origin: 'TEMPORAL_ADDRESS', stop: () => Promise.resolve() };
  const dbFile = join(config.dataDir, 'temporal.sqlite');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockFile(dbFile);
  if (lock === undefined) return ofAnother(config, { dbFile, limitMs });
  try {
    await whenOrphanIsGone(config, dbFile);
    const own = await startOwn(config, logger, { binary: found.path, source: found.source, dbFile });
    const stop = (): Promise<void> => own.stop().finally(() => lock.release());
    return { ...own, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
