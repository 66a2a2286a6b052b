import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Environment } from '../../config';
import { createLogger } from '../../logger';
import { openRecord } from '../../record/open-record';
import { DEMO_PACK } from '../demo/accounts';
import { live } from '../demo/life';
import { say } from '../demo/say';
import { Stage } from '../demo/stage';
import { seedDemoTowns } from '../demo/towns';
import { verify } from '../demo/verify';
import { endWithNpm } from '../../end-with-npm';
import { startMariaDb } from '../mariadb';
import { findClusterBinaries } from './binaries';
import { logsAreJoined } from './joined-logs';
import { startPostgres } from './postgres';
import { startProductProcess, type ProductProcess } from './process';
import { startTemporalCluster } from './temporal';
import { whoWorked } from './who-worked';

const logger = createLogger({ level: 'info', service: 'cluster' });
/** Newest first: what was started last is stopped first. */
const started: (() => Promise<unknown>)[] = [];
const drainLimitMs = 10_000;

/** Whatever happens to the others, what was started is stopped. */
const kept = async <T extends { stop: () => Promise<unknown> }>(starting: Promise<T>): Promise<T> => {
  const running = await starting;
  started.unshift(() => running.stop());
  return running;
};

const startServers = async (folder: string): Promise<Environment> => {
  const binaries = await findClusterBinaries(logger);
  const postgres = await kept(startPostgres());
  const mariadb = await kept(startMariaDb());
  say.line(`PostgreSQL: 127.0.0.1:${postgres.port}, pid ${postgres.pid}; MariaDB: pid ${mariadb.pid}`);
  const namespace = 'bihuan';
  const temporal = await kept(startTemporalCluster(binaries, postgres, { folder, namespace }));
  say.line(`Temporal: ${temporal.address}, pid ${temporal.pid} (${binaries.server})`);
  return {
    DATABASE_URL: mariadb.url,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    TEMPORAL: 'auto',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: namespace,
    PACKS: DEMO_PACK,
    RATE_LIMIT: '100000',
    LOG_LEVEL: 'info',
  };
};

/** Makes the tables, the key and the towns, before anybody else opens the record. */
const prepare = async (env: Environment): Promise<void> => {
  const { door, packs, sources } = await openRecord({ config: loadConfig(env), logger });
  const pack = packs.get(DEMO_PACK);
  if (pack === undefined) throw new Error(`the pack ${DEMO_PACK} is missing`);
  await seedDemoTowns(door, pack);
  door.close();
  await sources.close();
};

const startProduct = async (folder: string, env: Environment): Promise<ProductProcess[]> => {
  const parts = [
    ['api/main.js', 'api-1'],
    ['api/main.js', 'api-2'],
    ['worker/main.js', 'worker-1'],
    ['worker/main.js', 'worker-2'],
  ] as const;
  const starting = parts.map(async ([program, name]) => {
    const running = await kept(startProductProcess(program, { name, folder, env }));
    say.line(`${name}: ${running.url}, pid ${running.pid}`);
    return running;
  });
  return Promise.all(starting);
};

/** All four must end by themselves within the time that a deployment grants them. */
const drained = async (processes: readonly ProductProcess[]): Promise<boolean> => {
  const ends = await Promise.all(processes.map(async ({ name, stop }) => ({ name, ...(await stop()) })));
  for (const { name, code, ms } of ends)
    say.check(code === 0 && ms <= drainLimitMs, `${name} stopped in ${ms} ms with exit code ${String(code)}`);
  return ends.every(({ code, ms }) => code === 0 && ms <= drainLimitMs);
};

const play = async (folder: string): Promise<boolean> => {
  const env = await startServers(folder);
  await prepare(env);
  const processes = await startProduct(folder, env);
  const [api1, api2, ...workers] = processes.map(({ url }) => url);
  const stage = new Stage(api1 ?? '', api2 ?? '');
  const passed = await verify(stage, await live(stage));
  const worked = await whoWorked([api1 ?? '', api2 ?? ''], workers);
  const stopped = await drained(processes);
  const joined = logsAreJoined(folder, ['api-1', 'api-2'], ['worker-1', 'worker-2']);
  return passed && worked && stopped && joined;
};

const main = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-cluster-'));
  let passed = false;
  try {
    passed = await play(folder);
  } catch (error) {
    say.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const stop of started) await stop();
    if (passed) rmSync(folder, { recursive: true, force: true });
    else say.line(`Logs: ${folder}`);
  }
  say.line(passed ? 'cluster: PASS' : 'cluster: FAIL');
  return passed ? 0 : 1;
};

endWithNpm();
void main().then((code) => process.exit(code));
