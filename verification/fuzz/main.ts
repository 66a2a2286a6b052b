import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { request } from 'undici';
import { childEnvironment, loadConfig } from '../../config';
import { createLogger } from '../../logger';
import { start } from '../../main';
import { DEMO_PACK, demoPassword } from '../../scripts/demo/accounts';
import { seedDemoTowns } from '../../scripts/demo/towns';
import { endWithNpm } from '../../end-with-npm';
import { startMariaDb } from '../../scripts/mariadb';
import { ensureSchemathesis, fuzz } from './schemathesis';

const usage = 'npm run fuzz -- [--minutes N] [--db sqlite|mariadb] [--seed N] [--examples N]';

/** Everybody who may do something that the others may not, a stranger to the town, and nobody. */
const people = ['sa', 'ldc', 'ofd', 'vgg', 'efo1', 'l2', 'ens', 'rp', 'au', 'other-ofc', null];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const options = () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      db: { type: 'string', default: 'sqlite' },
      seed: { type: 'string', default: '20250915' },
      examples: { type: 'string', default: '25' },
    },
  });
  const numbers = [values.minutes, values.seed, values.examples].map(Number);
  const [minutes = 0, seed = 0, examples = 0] = numbers;
  const isGood = numbers.every((number) => Number.isFinite(number) && number > 0);
  if (!isGood || !['sqlite', 'mariadb'].includes(values.db)) throw new Error(usage);
  return { minutes, seed, examples, onServer: values.db === 'mariadb' };
};

const credentials = async (url: string, username: string): Promise<Record<string, string>> => {
  const body = JSON.stringify({ username, password: demoPassword(username) });
  const headers = { 'Content-Type': 'application/json' };
  const signedIn = await request(`${url}/api/v1/session`, { method: 'POST', headers, body });
  await signedIn.body.dump();
  if (signedIn.statusCode !== 204) throw new Error(`sign-in of ${username}: ${signedIn.statusCode}`);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const me = await request(`${url}/api/v1/me`, { headers: { Cookie: cookie } });
  const { csrfToken } = (await me.body.json()) as { csrfToken: string };
  return { Cookie: cookie, 'X-CSRF-Token': csrfToken };
};

const isSignedIn = async (url: string, headers: Record<string, string>): Promise<boolean> => {
  const me = await request(`${url}/api/v1/me`, { headers });
  await me.body.dump();
  return me.statusCode === 200;
};

interface Counts {
  all: number;
  bad: string[];
}

/** What was answered, as the product itself counts it; every kind of 5xx by its line of the metrics. */
const answersOf = async (url: string): Promise<Counts> => {
  const text = await (await request(`${url}/metrics`)).body.text();
  const lines = text.split('\n').filter((line) => line.startsWith('bihuan_http_requests_total{'));
  const numberIn = (line: string): number => Number(line.split(' ').at(-1));
  return {
    all: lines.reduce((sum, line) => sum + numberIn(line), 0),
    bad: lines.filter((line) => /status="5\d\d"/.test(line)),
  };
};

const main = async (): Promise<number> => {
  const { minutes, seed, examples, onServer } = options();
  const command = await ensureSchemathesis();
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-fuzz-'));
  const server = onServer ? await startMariaDb() : undefined;
  const config = loadConfig(
    childEnvironment({
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: server?.url ?? `sqlite:///${join(folder, 'fuzz.sqlite')}`,
      PACKS: DEMO_PACK,
      RATE_LIMIT: '0',
      LOG_LEVEL: 'error',
    }),
  );
  const product = await start({
    config,
    logger: createLogger({ level: 'error', service: 'fuzz' }),
    prepare: async ({ door, packs }) => {
      const pack = packs.get(DEMO_PACK);
      if (pack === undefined) throw new Error(`no pack ${DEMO_PACK}`);
      await seedDemoTowns(door, pack);
    },
  });
  try {
    const broken: string[] = [];
    const seconds = Math.max(5, Math.floor((minutes * 60) / people.length));
    // Everybody before anything is tried: what is tried may well lock an account out or reset it.
    const signedIn = new Map<string | null, Record<string, string>>();
    for (const username of people)
      signedIn.set(username, username === null ? {} : await credentials(product.url, username));
    for (const [username, headers] of signedIn) {
      const { ended, output } = await fuzz(command, { url: product.url, headers, seed, examples, seconds });
      const { all, bad } = await answersOf(product.url);
      const counted = `${all} answers so far, ${bad.length} kinds of 5xx`;
      const isStill = username === null || (await isSignedIn(product.url, headers));
      say(`${username ?? 'nobody'}: exit ${String(ended)}, ${counted}${isStill ? '' : ', signed out meanwhile'}`);
      if (ended === 0) continue;
      broken.push(username ?? 'nobody');
      say(output.slice(-4_000));
    }
    const { all, bad } = await answersOf(product.url);
    say(
      `${onServer ? 'MariaDB' : 'SQLite'}, seed ${seed}: ${all} answers, ${bad.length === 0 ? 'none' : 'some'} of 5xx`,
    );
    for (const line of bad) say(line);
    if (broken.length > 0) say(`not to the end: ${broken.join(', ')}`);
    return bad.length === 0 && broken.length === 0 ? 0 : 1;
  } finally {
    await product.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

endWithNpm();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
