import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment, loadConfig } from '../../../config';
import { createLogger } from '../../../logger';
import { start } from '../../../main';
import { Stage } from '../../../scripts/demo/stage';
import { seedDemoTowns } from '../../../scripts/demo/towns';
import { startMariaDb } from '../../../scripts/mariadb';
import { runBench } from '../run-bench';
import { seedCases } from './seed';

/*
 * `npm run bench:lists -- [--cases 200000] [--closed 6] [--mariadb]`: what each list costs over HTTP where there are so many cases, for a
 * clerk of the office, who reads the whole town, and for a village, which reads its own.
 */

const PACK = 'baihe-2025';
const rounds = 21;

/** What is asked, by whom. */
const LISTS: readonly (readonly [string, string])[] = [
  ['ofc', '/api/v1/cases'],
  ['ofc', '/api/v1/cases?sort=-updatedAt'],
  ['ofc', '/api/v1/cases?sort=-openedAt'],
  ['ofc', '/api/v1/cases?status=rectifying&lamp=red'],
  ['ofc', '/api/v1/cases/counts'],
  ['ofc', '/api/v1/cases/counts?grade=major'],
  ['ofc', '/api/v1/cases/counts?unitId=drill-town-meiqiao'],
  ['ofc', '/api/v1/cases/counts?lamp=red'],
  ['ofc', '/api/v1/cases/counts?q=充电棚'],
  ['ofc', '/api/v1/cases/counts?q=无此一案'],
  ['ofc', '/api/v1/cases?q=充电棚'],
  ['ofc', '/api/v1/cases?q=无此一案'],
  ['ru', '/api/v1/cases/counts'],
  ['vgm', '/api/v1/cases/counts'],
  ['vgg', '/api/v1/cases/duplicates?siteId=drill-charging-site&hazardType=charging-site-fire'],
  ['vgg', '/api/v1/cases/duplicates?address=梅桥村40号&hazardType=charging-site-fire'],
  ['ofc', '/api/v1/cases/duplicates?subjectIds=drill-company&hazardType=charging-site-fire'],
  ['ofc', '/api/v1/cases?unitId=drill-town-meiqiao'],
  ['ofc', '/api/v1/cases?openedFrom=2026-01-01&openedTo=2026-01-31&sort=openedAt'],
  ['ofc', '/api/v1/ledgers/closed'],
  ['ofc', '/api/v1/worklist'],
  ['ofc', '/api/v1/inbox'],
  ['ofc', '/api/v1/documents'],
  ['ofc', '/api/v1/escalations'],
  ['ofc', '/api/v1/notifications'],
  ['vgm', '/api/v1/cases'],
  ['vgm', '/api/v1/worklist'],
  ['ldc', '/api/v1/worklist'],
  ['ens', '/api/v1/cases'],
  // What a cold page of the console asks besides.
  ['ofc', '/api/v1/me?overview=true'],
  ['vgm', '/api/v1/me?overview=true'],
  ['ofc', '/api/v1/desk'],
  ['l1', '/api/v1/desk'],
  ['vgm', '/api/v1/desk'],
  ['ru', '/api/v1/desk'],
  ['ofd', '/api/v1/inbox/decided'],
  ['ofc', '/api/v1/changes'],
  ['ofc', '/api/v1/cases/form?townId=drill-town'],
];

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measured = async (stage: Stage, [username, path]: readonly [string, string]): Promise<string> => {
  const person = await stage.as(username);
  const times: number[] = [];
  let status = 0;
  for (let n = 0; n < rounds; n += 1) {
    const startedAt = performance.now();
    ({ status } = await person.get(path));
    times.push(performance.now() - startedAt);
  }
  const slowest = Math.max(...times.slice(1));
  return `| ${username} | \`${path}\` | ${status} | ${median(times).toFixed(1)} | ${slowest.toFixed(1)} |`;
};

const main = async (): Promise<void> => {
  const count = Number(argument('--cases') ?? 200_000);
  const closed = Number(argument('--closed') ?? 6);
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-lists-'));
  const server = process.argv.includes('--mariadb') ? await startMariaDb() : undefined;
  const env = childEnvironment({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: server?.url ?? `sqlite:///${join(folder, 'lists.sqlite')}`,
    TEMPORAL: 'off',
    PACKS: `drill,${PACK}`,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'error',
  });
  try {
    const started = await start({
      config: loadConfig(env),
      logger: createLogger({ level: 'error', service: 'lists' }),
      prepare: async ({ door, packs, sources }) => {
        const pack = packs.get(PACK);
        if (pack === undefined) throw new Error(`the pack ${PACK} is missing`);
        await seedDemoTowns(door, pack);
        const startedAt = Date.now();
        await seedCases(sources.write, { count, closed }, new Date().toISOString());
        process.stdout.write(`${count} cases in ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);
      },
    });
    const stage = new Stage(started.url);
    process.stdout.write('| who | list | status | p50 ms | slowest ms |\n| --- | --- | --- | --- | --- |\n');
    for (const list of LISTS) process.stdout.write(`${await measured(stage, list)}\n`);
    await started.stop();
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

runBench(main);
