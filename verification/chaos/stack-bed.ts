import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { rootDir, type Environment } from '../../config';
import { createLogger, type Logger } from '../../logger';
import { openRecord } from '../../record/open-record';
import { DEMO_PACK } from '../../scripts/demo/accounts';
import { startMariaDb, type MariaDb } from '../../scripts/mariadb';
import { freePort } from '../../worker/free-port';
import { openTemporalLink, type TemporalLink } from '../../worker/temporal-link';
import { findTemporalServer, startTemporalServer, type TemporalServerHandle } from '../../worker/temporal-server';
import { openJournal } from './stack-journal';
import { openLink, type FaultLink } from './stack-link';
import { program, type Victim } from './stack-process';
import type { Random } from './stack-random';
import { openSink, type Sink } from './stack-sink';
import { seedTowns } from './stack-companies';

/** Everything that runs, each process and each link at hand for the nemesis. */
export interface Bed {
  /** api1, api2, worker1, worker2, mariadb, temporal. */
  victims: Map<string, Victim>;
  links: FaultLink[];
  /** Where clients send their requests, through the links. */
  apis: string[];
  sinkUrl: string;
  sink: Sink;
  dataDir: string;
  /** Past all links, for the checker. */
  databaseUrl: string;
  temporal: TemporalLink;
  /** How long a start took on the quiet machine, in milliseconds. */
  quietStartMs: Map<string, number>;
  stop(): Promise<void>;
}

/** There is no Temporal server to be had: the run is skipped, which is said, and is no pass. */
export class NoTemporal extends Error {}

const seed = async (
  { databaseUrl, dataDir, payloadKey }: { databaseUrl: string; dataDir: string; payloadKey: Buffer },
  logger: Logger,
): Promise<void> => {
  const record = await openRecord({
    config: { database: { type: 'mariadb', url: databaseUrl }, dataDir, payloadKey, packs: [DEMO_PACK] },
    logger,
  });
  const pack = record.packs.get(DEMO_PACK);
  if (pack === undefined) throw new Error('the pack of the demo is missing');
  await seedTowns(record.door, pack);
  record.door.close();
  await record.sources.close();
};

const answersReady = async (url: string): Promise<boolean> => {
  try {
    const { statusCode, body } = await request(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
};

const asVictim = (database: MariaDb): Victim => ({
  name: 'mariadb',
  get pid() {
    return database.pid;
  },
  async start() {
    const startedAt = performance.now();
    await database.restart();
    return performance.now() - startedAt;
  },
  kill: () => {
    database.kill();
    return Promise.resolve();
  },
  pause: () => process.kill(database.pid, 'SIGSTOP'),
  resume: () => process.kill(database.pid, 'SIGCONT'),
  crashes: () => [],
  stop: () => database.stop(),
});

/** The dev server's keeper starts it again by itself; `start` waits for that. */
const keptTemporal = (server: TemporalServerHandle, link: TemporalLink): Victim => {
  let paused: number | undefined;
  return {
    name: 'temporal',
    get pid() {
      return server.pid;
    },
    async start() {
      const startedAt = performance.now();
      for (;;) {
        link.suspect();
        await sleep(100);
        if (server.pid !== undefined && link.isUp()) return performance.now() - startedAt;
        if (performance.now() - startedAt > 60_000) throw new Error('the Temporal server did not come back');
      }
    },
    async kill() {
      server.kill();
      while (server.pid !== undefined || link.isUp()) {
        link.suspect();
        await sleep(20);
      }
    },
    pause: () => {
      paused = server.pid;
      if (paused !== undefined) process.kill(paused, 'SIGSTOP');
    },
    resume: () => {
      if (paused !== undefined) process.kill(paused, 'SIGCONT');
      paused = undefined;
    },
    crashes: () => [],
    stop: () => server.stop(),
  };
};

const portOf = (address: string): number => Number(new URL(address.replace(/^mariadb/, 'http')).port);

/** Starts the whole test bed with its files in `folder`. */
export const openBed = async (folder: string, random: Random): Promise<Bed> => {
  const logger = createLogger({ level: 'error', service: 'chaos', silent: true });
  const binary = await findTemporalServer(logger);
  if (binary?.kind !== 'binary') throw new NoTemporal('no Temporal server that can be started and killed');
  const dataDir = join(folder, 'data');
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const database = await startMariaDb();
    closing.push(() => database.stop());
    const temporalServer = await startTemporalServer({
      binary: binary.path,
      dbFile: join(folder, 'temporal.sqlite'),
      namespace: 'default',
      log: logger,
    });
    closing.push(() => temporalServer.stop());
    const sink = await openSink(openJournal(join(folder, 'sink.jsonl')));
    closing.push(() => sink.close());

    const links: FaultLink[] = [];
    const link = async (name: string, port: number): Promise<FaultLink> => {
      const opened = await openLink(name, { host: '127.0.0.1', port }, () => random.next());
      links.push(opened);
      closing.push(() => opened.close());
      return opened;
    };
    const toSink = await link('worker→sink', sink.port);
    const databasePort = portOf(database.url);
    const temporalPort = Number(temporalServer.address.split(':').at(-1));
    const payloadKey = randomBytes(32);
    const common: Environment = {
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PACKS: DEMO_PACK,
      PAYLOAD_KEY: payloadKey.toString('base64'),
      WEBHOOK_ALLOW: `127.0.0.1:${toSink.port}`,
      RATE_LIMIT: '0',
      UPLOADS_PER_DAY: '0',
      LOG_LEVEL: 'info',
    };
    await seed({ databaseUrl: database.url, dataDir, payloadKey }, logger);

    const victims = new Map<string, Victim>();
    const quietStartMs = new Map<string, number>();
    const start = async (victim: Victim): Promise<void> => {
      victims.set(victim.name, victim);
      closing.push(() => victim.stop());
      quietStartMs.set(victim.name, await victim.start());
    };
    const through = (target: FaultLink): string => database.url.replace(`:${databasePort}/`, `:${target.port}/`);
    const node = { node: process.execPath, cwd: rootDir };
    const apis: string[] = [];
    for (const name of ['api1', 'api2']) {
      const port = await freePort();
      const toDatabase = await link(`${name}→database`, databasePort);
      await start(
        program({
          ...node,
          name,
          args: ['--enable-source-maps', join(rootDir, 'dist', 'api', 'main.js')],
          env: { ...common, PORT: String(port), DATABASE_URL: through(toDatabase) },
          logFile: join(folder, `${name}.log`),
          isReady: () => answersReady(`http://127.0.0.1:${port}`),
        }),
      );
      apis.push(`http://127.0.0.1:${(await link(`client→${name}`, port)).port}`);
    }
    for (const name of ['worker1', 'worker2']) {
      const toDatabase = await link(`${name}→database`, databasePort);
      const toTemporal = await link(`${name}→temporal`, temporalPort);
      await start(
        program({
          ...node,
          name,
          args: ['--enable-source-maps', join(rootDir, 'dist', 'worker', 'main.js')],
          env: {
            ...common,
            PORT: String(await freePort()),
            DATABASE_URL: through(toDatabase),
            TEMPORAL_ADDRESS: `127.0.0.1:${toTemporal.port}`,
          },
          logFile: join(folder, `${name}.log`),
          isReady: (output) => output.includes('Temporal worker runs'),
        }),
      );
    }
    const temporal = openTemporalLink({ address: temporalServer.address, namespace: 'default', payloadKey, logger });
    closing.push(() => temporal.close());
    victims.set('mariadb', asVictim(database));
    victims.set('temporal', keptTemporal(temporalServer, temporal));
    const sinkUrl = `http://127.0.0.1:${toSink.port}/hook`;
    return { victims, links, apis, sinkUrl, sink, dataDir, databaseUrl: database.url, temporal, quietStartMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
