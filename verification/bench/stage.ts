import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { Connection as TemporalConnection, type Client } from '@temporalio/client';
import type { Logger } from '../../logger';
import { startTemporalServer, type TemporalServerHandle } from '../../worker/temporal-server';
import { openBare, startBareWorker, type Bare } from './bare/bare';
import { cpuSecondsOf, untilIdle, type Watch } from './machine';
import { soon } from './load';
import type { Options } from './options';
import { openOurClient } from './our-client';
import { startProduct, type Product } from './product';
import { openMeasuredTown, type MeasuredTown } from './measured-town';

/** What lasts for the whole run. */
export interface Lab {
  options: Options;
  mariadb: { url: string; pid: number };
  temporalBinary: string;
  profileDir: string | undefined;
  logger: Logger;
}

/** Our processes as one. */
export interface Ours {
  url: string;
  pids: number[];
  stop: () => Promise<void>;
}

/** A fresh server, a fresh database, a seeded town; ours in namespace `default`, the control in `bare`. */
export interface Stage {
  lab: Lab;
  watch: Watch;
  temporal: TemporalServerHandle;
  temporalFile: string;
  /** The data directory of our processes. */
  folder: string;
  town: MeasuredTown;
  database: { url: string; name: string };
  sql: Connection;
  start: (program: 'main' | 'api/main' | 'worker/main') => Promise<Product>;
  startOurs: () => Promise<Ours>;
  startBare: () => Promise<BareSide>;
  ourClient: () => Promise<{ client: Client; close: () => Promise<void> }>;
  /** Events that no workflow has been told yet. */
  unsent: () => Promise<number>;
  /** Waits until every event is sent and the processes rest. Throws after the limit. */
  settled: (pids: readonly number[], limitMs?: number) => Promise<void>;
  close: () => Promise<void>;
}

export interface BareSide {
  client: Bare;
  worker: Awaited<ReturnType<typeof startBareWorker>>;
  stop: () => Promise<void>;
}

const addressOf = (url: string, database?: string): Parameters<typeof createConnection>[0] => {
  const { hostname: host, port, username: user, password } = new URL(url);
  return { host, port: Number(port), user, password, ...(database === undefined ? {} : { database }) };
};

const createDatabase = async (url: string): Promise<Stage['database'] & { sql: Connection }> => {
  const name = `bench_${randomBytes(5).toString('hex')}`;
  const root = await createConnection(addressOf(url));
  await root.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await root.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { name, url: own.href, sql: await createConnection(addressOf(url, name)) };
};

const untilReachable = async (address: string, namespace: string): Promise<void> => {
  const connection = await TemporalConnection.connect({ address });
  const isThere = async (): Promise<boolean> =>
    connection.workflowService.describeNamespace({ namespace }).then(
      () => true,
      () => false,
    );
  const found = await soon(isThere, 20_000, 200);
  await connection.close();
  if (!found) throw new Error(`the namespace ${namespace} did not appear`);
};

/** One number out of one row. */
export const numberIn = async (sql: Connection, query: string, params: unknown[] = []): Promise<number> => {
  const [rows] = await sql.query(query, params);
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  return typeof row === 'object' && row !== null ? Number(Object.values(row)[0]) : Number.NaN;
};

/** Opens a stage whose Temporal server keeps its state in a file, as ours does. */
export const openStage = async (lab: Lab, watch: Watch): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-'));
  const temporalFile = join(folder, 'temporal.sqlite');
  watch.addRunning(lab.mariadb.pid);
  const temporal = await startTemporalServer({
    binary: lab.temporalBinary,
    dbFile: temporalFile,
    namespace: 'bare',
    log: lab.logger,
    restart: false,
    tuned: !lab.options.stock,
  });
  const temporalPid = temporal.pid ?? 0;
  watch.add(temporalPid);
  await untilReachable(temporal.address, 'default');
  const { sql, ...database } = await createDatabase(lab.mariadb.url);
  const town = await openMeasuredTown(database.url, folder);
  const closers: (() => Promise<void>)[] = [];
  const stage: Stage = {
    lab,
    watch,
    temporal,
    temporalFile,
    folder,
    town,
    database,
    sql,
    async start(program) {
      const product = await startProduct({
        program,
        watch,
        databaseUrl: database.url,
        dataDir: folder,
        temporalAddress: temporal.address,
        profileDir: lab.profileDir,
      });
      closers.push(() => product.stop());
      return product;
    },
    async startOurs() {
      const first = await stage.start(lab.options.split ? 'api/main' : 'main');
      const parts = lab.options.split ? [first, await stage.start('worker/main')] : [first];
      const stop = async (): Promise<void> => {
        for (const part of parts) await part.stop();
      };
      return { url: first.url, pids: parts.map(({ pid }) => pid), stop };
    },
    async startBare() {
      const worker = await startBareWorker(temporal.address, 'bare', watch);
      closers.push(() => worker.stop());
      const client = await openBare(temporal.address, 'bare');
      const stop = async (): Promise<void> => {
        await client.close();
        await worker.stop();
      };
      return { client, worker, stop };
    },
    ourClient: () => openOurClient(temporal.address, folder),
    unsent: () => numberIn(sql, 'SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL'),
    async settled(pids, limitMs = 180_000) {
      const isSent = await soon(async () => (await stage.unsent()) === 0, limitMs, 100);
      const rests = isSent && (await untilIdle([...pids, temporalPid], limitMs));
      if (!rests) throw new Error(`still at work after ${limitMs / 1000} s`);
    },
    async close() {
      for (const close of closers.reverse()) await close();
      await town.close();
      await sql.query(`DROP DATABASE ${database.name}`);
      await sql.end();
      watch.remove(temporalPid);
      await temporal.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
};

/** Processor seconds by part, from now on. */
export const cpuMeter = (
  stage: Stage,
  app: readonly number[],
): (() => { app: number; server: number; database: number }) => {
  const read = () => ({
    app: app.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    server: cpuSecondsOf(stage.temporal.pid ?? 0),
    database: cpuSecondsOf(stage.lab.mariadb.pid),
  });
  const before = read();
  return () => {
    const after = read();
    return {
      app: after.app - before.app,
      server: after.server - before.server,
      database: after.database - before.database,
    };
  };
};
