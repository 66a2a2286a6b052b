import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { childEnvironment, rootDir } from '../../config';
import type { Database } from '../../entities/data-source';
import { createLogger } from '../../logger';
import { openRecord } from '../../record/open-record';
import { startProductProcess, type ProductProcess } from '../../scripts/cluster/process';
import { Stage } from '../../scripts/demo/stage';
import { keptReleases, manifestOf, unpack } from '../releases/unpack';
import { emptyDatabase, onServer, type FreshDatabase } from '../support/database';

const packs = ['drill', 'baihe-2025'];

const environment = (dataDir: string, database: Database): Record<string, string> => ({
  DATABASE_URL: database.type === 'sqlite' ? `sqlite://${database.file}` : database.url,
  DATA_DIR: dataDir,
  HOST: '127.0.0.1',
  PORT: '0',
  PACKS: packs.join(','),
  RATE_LIMIT: '0',
  LOG_LEVEL: 'error',
});

/** Runs an operator's command to its end. */
const run = async (command: string, args: string[], env: Record<string, string>): Promise<[number | null, string]> => {
  const program = join(rootDir, 'dist', 'scripts', `${command}.js`);
  const child = spawn(process.execPath, [program, ...args], { cwd: rootDir, env: childEnvironment(env) });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return [code, output];
};

/** Every event told, every stream taken over, every message tried: only then is there nothing left that may disagree. */
const everythingCarried = async (url: string): Promise<void> => {
  const metrics = async (): Promise<string> => (await fetch(`${url}/metrics`)).text();
  let told = await metrics();
  const sum = (name: string): number =>
    told
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`))
      .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
  const isDone = (): boolean =>
    told.includes('\nbihuan_outbox_rows 0\n') &&
    told.includes('\nbihuan_streams_of_older_release 0\n') &&
    sum('bihuan_deliveries_total') >= sum('bihuan_notifications_waiting');
  for (let count = 0; !isDone() && count < 300; count += 1) {
    await wait(200);
    told = await metrics();
  }
  if (!isDone()) throw new Error(`something was not carried:\n${told}`);
};

describe.each(keptReleases())('the data of release %s', (release) => {
  let dataDir: string;
  let place: FreshDatabase | undefined;
  let database: Database;
  let product: ProductProcess | undefined;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'bihuan-upgrade-'));
    if (onServer) place = await emptyDatabase();
    database = place?.database ?? { type: 'sqlite', file: join(dataDir, 'bihuan.sqlite') };
    await unpack(release, database, dataDir);
  });
  afterAll(async () => {
    await product?.stop();
    await place?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('opens, migrates and folds to the states in which it was kept', async () => {
    const logger = createLogger({ level: 'error', service: 'test', silent: true });
    const record = await openRecord({ config: { database, dataDir, payloadKey: undefined, packs }, logger });
    const { cases, states, interview } = manifestOf(release, database);
    try {
      const found: Record<string, unknown> = {};
      for (const [name, caseId] of Object.entries(cases)) {
        found[name] = (await record.door.loadFile(`case:${caseId}`))?.status;
        expect(await record.door.verifyChain(`case:${caseId}`)).toMatchObject({ valid: true });
      }
      expect(found).toEqual(states);
      expect((await record.door.loadFile(`escalation:${interview.escalationId}`))?.status).toBe('approved');
      // The feed of other systems begins with the oldest event that there is (U-58).
      const feed =
        'SELECT f.position, e.at FROM event e LEFT JOIN feed f ON f.event_id = e.event_id ORDER BY f.position';
      const placed: { position: number | null; at: string }[] = await record.sources.read.query(feed);
      expect(placed.map(({ position }) => Number(position))).toEqual(placed.map((_, n) => n + 1));
      expect(placed.map(({ at }) => at)).toEqual(placed.map(({ at }) => at).toSorted());
    } finally {
      record.door.close();
      await record.sources.close();
    }
  });

  it('plays on over HTTP, with the workflows that ran under that release', async () => {
    const running = await startProductProcess('main.js', {
      name: 'upgraded',
      folder: dataDir,
      env: environment(dataDir, database),
    });
    product = running;
    const { cases, archived } = manifestOf(release, database);
    const stage = new Stage(running.url);
    const of = (name: string): void => {
      stage.caseId = cases[name] ?? '';
    };
    of('lead');
    await stage.must('b-ofc', 'verify', { method: 'documents', finding: '升级后核实' });
    of('assigned');
    await stage.must('b-vgm', 'accept-assignment', {});
    of('rectifying');
    await stage.must('b-ens', 'report-progress', { percent: 80, done: '升级后继续整改' });
    of('rechecking');
    const attachmentIds = await stage.shots('b-ldc', 1);
    await stage.must('b-ldc', 'record-recheck', { result: 'failed', findings: '升级后复查', attachmentIds });
    const history = await stage.items('ofc', `/api/v1/cases/${archived}/events?limit=200`);
    expect(history.at(-1)).toMatchObject({ type: 'archived' });
    await everythingCarried(running.url);
    await running.stop();
    product = undefined;
  }, 180_000);

  it('agrees with its workflows, and its chains verify', async () => {
    const env = environment(dataDir, database);
    const checked = await run('reconcile', ['check', '--own-temporal'], env);
    expect(checked).toEqual([0, expect.stringContaining('everything agrees')]);
    expect(await run('verify-chain', [], env)).toEqual([0, expect.any(String)]);
  }, 180_000);
});
