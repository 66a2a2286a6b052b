import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { childEnvironment, loadConfig, rootDir, type Config } from '../../config';
import { createLogger } from '../../logger';
import { start, type Started } from '../../main';
import { DEMO_PACK } from '../../scripts/demo/accounts';
import { live } from '../../scripts/demo/life';
import { Stage } from '../../scripts/demo/stage';
import { seedDemoTowns } from '../../scripts/demo/towns';
import { startMariaDb } from '../../scripts/mariadb';
import { programVersion } from '../../record/program-version';
import { DAYS_PACK, DAYS_TOWN, seedDaysTown } from './days-town';
import { playDays, playOpenInterview } from './lives';
import type { Manifest } from './manifest';

/*
 * `npm run release:keep`: what a release leaves behind, under test/releases/<version>/, for the upgrade tests of every later
 * one. Plays on SQLite and on MariaDB with a real Temporal server and keeps the database, Temporal's file, the keys, the
 * uploads and the bundle of the workflows. What is kept is never made afresh: an existing folder ends the command.
 */

const run = promisify(execFile);
const version = programVersion();
const home = join(rootDir, 'test', 'releases', version);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A receiver on this machine that takes everything. */
const receiver = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
};

const configOf = (folder: string, database: string, port: number): Config =>
  loadConfig(
    childEnvironment({
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: database,
      ANCHOR_FILE: `${folder}-anchors.jsonl`,
      PACKS: `${DEMO_PACK},${DAYS_PACK}`,
      RATE_LIMIT: '100000',
      LOG_LEVEL: 'error',
      WEBHOOK_ALLOW: `127.0.0.1:${port},127.0.0.1:9`,
    }),
  );

const packOf = <T>(packs: Map<string, T>, packId: string): T => {
  const pack = packs.get(packId);
  if (pack === undefined) throw new Error(`the pack ${packId} is missing`);
  return pack;
};

const settled = async ({ record }: Started): Promise<void> => {
  for (let count = 0; count < 200; count += 1) {
    if ((await record.door.outboxAge()).rows === 0) return;
    await wait(100);
  }
  throw new Error('the workflows were not told of everything');
};

/** Plays everything on one database. @returns what the next release will look for. */
const play = async (config: Config, port: number): Promise<Manifest> => {
  const logger = createLogger({ level: config.logLevel, service: 'release' });
  const product = await start({
    config,
    logger,
    prepare: async ({ door, packs }) => {
      await seedDemoTowns(door, packOf(packs, DEMO_PACK));
      await seedDaysTown(door, packOf(packs, DAYS_PACK));
    },
  });
  try {
    const stage = new Stage(product.url);
    const office = await stage.as('sa');
    for (const [to, townId] of [
      [port, DAYS_TOWN],
      [9, DAYS_TOWN],
      [port, 'drill-town'],
    ] as const) {
      const reply = await office.post('/api/v1/webhooks', { url: `http://127.0.0.1:${to}/`, townId });
      if (reply.status !== 201) throw new Error(`webhook answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    }
    const token = await (await stage.as('b-ofc')).post('/api/v1/tokens', { label: '台账同步', days: 365 });
    const archived = await live(stage);
    const cases = await playDays(stage);
    const interview = await playOpenInterview(stage);
    await settled(product);
    const states: Record<string, string> = {};
    for (const [name, caseId] of Object.entries(cases)) {
      const { body } = await (await stage.as('b-ofc')).get(`/api/v1/cases/${caseId}`);
      states[name] = String(body['status']);
    }
    return {
      version,
      at: new Date().toISOString(),
      cases,
      states,
      archived: archived.caseId,
      interview,
      token: String(token.body['token']),
    };
  } finally {
    await product.stop();
  }
};

/** A server that is told to stop may leave its last writes in a file beside the database. */
const checkpoint = async (file: string): Promise<void> => {
  const database = await new DataSource({ type: 'better-sqlite3', database: file }).initialize();
  await database.query('PRAGMA wal_checkpoint(TRUNCATE)');
  await database.destroy();
};

const keep = (from: string, name: string, to: string): void => {
  writeFileSync(join(to, `${name}.gz`), gzipSync(readFileSync(from), { level: 9 }));
};

const keepFolder = async (folder: string, to: string): Promise<void> => {
  const uploads = join(folder, 'attachments');
  const names = readdirSync(uploads, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  );
  const contents = names.map((name) => [name, readFileSync(join(uploads, name)).toString('base64')] as const);
  writeFileSync(join(to, 'attachments.json.gz'), gzipSync(JSON.stringify(Object.fromEntries(contents)), { level: 9 }));
  cpSync(join(folder, 'payload.key'), join(to, 'payload.key'));
  await checkpoint(join(folder, 'temporal.sqlite'));
  keep(join(folder, 'temporal.sqlite'), 'temporal.sqlite', to);
};

const onSqlite = async (folder: string, port: number): Promise<void> => {
  const data = join(folder, 'sqlite');
  const manifest = await play(configOf(data, `sqlite://${join(data, 'bihuan.sqlite')}`, port), port);
  const to = join(home, 'sqlite');
  mkdirSync(to, { recursive: true });
  await keepFolder(data, to);
  keep(join(data, 'bihuan.sqlite'), 'bihuan.sqlite', to);
  writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};

const onMariaDb = async (folder: string, port: number): Promise<void> => {
  const data = join(folder, 'mariadb');
  const server = await startMariaDb();
  try {
    const manifest = await play(configOf(data, server.url, port), port);
    const { port: at, username, password, pathname } = new URL(server.url);
    const to = join(home, 'mariadb');
    mkdirSync(to, { recursive: true });
    await keepFolder(data, to);
    const login = ['--no-defaults', '-h127.0.0.1', `-P${at}`, `-u${username}`, `-p${password}`];
    const options = ['--single-transaction', '--skip-dump-date', '--skip-extended-insert=0'];
    const dumped = await run('mariadb-dump', [...login, ...options, pathname.slice(1)], { maxBuffer: 2 ** 28 });
    writeFileSync(join(to, 'bihuan.sql.gz'), gzipSync(dumped.stdout, { level: 9 }));
    writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  } finally {
    await server.stop();
  }
};

const main = async (): Promise<number> => {
  if (existsSync(home)) {
    say(`test/releases/${version} is there already; what a release kept is never made afresh.`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-release-'));
  const { server, port } = await receiver();
  try {
    await onSqlite(folder, port);
    await onMariaDb(folder, port);
    keep(join(rootDir, 'dist', 'workflow-bundle.js'), 'workflow-bundle.js', home);
    say(`kept under test/releases/${version}`);
    return 0;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

// The SDK's runtime would keep the process alive.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
