import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { loadConfig, rootDir } from '../../config';
import { createLogger } from '../../logger';
import { endWithNpm } from '../../end-with-npm';
import { startMariaDb } from '../../scripts/mariadb';
import { loadWorkflowBundle } from '../../worker/bundle';
import { installRuntime } from '../../worker/runtime';
import { findTemporalServer } from '../../worker/temporal-server';
import { buildBareBundle } from './bare/bare';
import type { Benchmark } from './benchmark';
import { benchmarksOf } from './benchmarks';
import { isDisturbed, machineWords, untilQuiet, Watch } from './machine';
import { readOptions, type Options } from './options';
import { markdown, rowsOf, tableText, writeJson, type Run } from './report';
import type { Lab } from './stage';
import { digits } from './stats';

const quietLimitMs = 10_000;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const packageVersion = (name: string): string => {
  const text = readFileSync(join(rootDir, 'node_modules', name, 'package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
};

const databaseVersion = async (url: string): Promise<string> => {
  const { hostname: host, port, username: user, password } = new URL(url);
  const connection = await createConnection({ host, port: Number(port), user, password });
  const [rows] = await connection.query('SELECT VERSION() AS version');
  await connection.end();
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  return typeof row === 'object' && row !== null && 'version' in row ? String(row.version) : 'unknown';
};

const versionsOf = async (lab: Lab): Promise<Record<string, string>> => ({
  Node: process.versions.node,
  'Temporal CLI': execFileSync(lab.temporalBinary, ['--version'], { encoding: 'utf8' })
    .replace('temporal version', '')
    .trim(),
  'Temporal SDK': packageVersion('@temporalio/worker'),
  MariaDB: await databaseVersion(lab.mariadb.url),
  TypeORM: packageVersion('typeorm'),
});

const perform = async (benchmark: Benchmark, pair: number, lab: Lab): Promise<Run> => {
  await untilQuiet(quietLimitMs);
  const watch = new Watch();
  const startedAt = performance.now();
  const outcome = await benchmark.run(lab, watch).then(
    (figures) => ({ figures }),
    (error: unknown) => ({ figures: {}, failure: error instanceof Error ? error.message : String(error) }),
  );
  const watched = watch.end();
  const seconds = (performance.now() - startedAt) / 1000;
  const elsewhere = `${digits(watched.foreign * 100)} % of the machine elsewhere, ${digits(watched.stolen * 100)} % stolen`;
  const word = 'failure' in outcome ? `FAILED: ${outcome.failure}` : isDisturbed(watched) ? 'disturbed' : 'done';
  say(`${benchmark.id} ${benchmark.title}, pair ${pair}: ${word} in ${digits(seconds)} s (${elsewhere})`);
  return { id: benchmark.id, title: benchmark.title, pair, seconds, watched, ...outcome };
};

/**
 * All pairs, pair by pair, so that drift of the machine meets every benchmark alike; what runs once comes first. `keep` is
 * given what there is after each run, so that an end in the middle loses one run and not all.
 */
const performAll = async (
  chosen: readonly Benchmark[],
  lab: Lab,
  keep: (runs: readonly Run[]) => void,
): Promise<Run[]> => {
  const { pairs, minutes } = lab.options.sizes;
  const endsAt = performance.now() + minutes * 60_000;
  const runs: Run[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    for (const benchmark of chosen) {
      if (pair > 1 && benchmark.repeats === 'once') continue;
      if (performance.now() > endsAt) {
        say(`${benchmark.id}, pair ${pair}: left out, ${minutes} minutes are over`);
        continue;
      }
      runs.push(await perform(benchmark, pair, lab));
      keep(runs);
    }
  }
  return runs;
};

const wordsOf = ({ mode, only, stock, split, sizes }: Options): string =>
  [
    'npm run bench --',
    mode === 'usual' ? '' : `--${mode}`,
    `--only ${only.join(',')}`,
    `--pairs ${sizes.pairs}`,
    stock ? '--stock' : '',
    split ? '--split' : '',
  ]
    .filter((word) => word !== '')
    .join(' ');

const openLab = async (options: Options): Promise<Lab & { close(): Promise<void> }> => {
  const logger = createLogger({ level: 'error', service: 'bench' });
  await installRuntime(logger);
  const found = await findTemporalServer(logger, { ...loadConfig({}), temporalAddress: undefined });
  if (found?.kind !== 'binary') throw new Error('the bench needs a Temporal server of its own: npm run setup');
  await loadWorkflowBundle();
  await buildBareBundle();
  const mariadb = await startMariaDb();
  const profileDir = options.profile ? join(rootDir, '.cache', 'bench', 'profiles') : undefined;
  if (profileDir !== undefined) mkdirSync(profileDir, { recursive: true });
  return { options, mariadb, temporalBinary: found.path, profileDir, logger, close: () => mariadb.stop() };
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  const at = new Date().toISOString();
  const startedAt = performance.now();
  const lab = await openLab(options);
  try {
    const versions = await versionsOf(lab);
    const chosen = benchmarksOf(options.sizes).filter(({ id }) => options.only.includes(id));
    const told = () => {
      const seconds = (performance.now() - startedAt) / 1000;
      return { at, command: wordsOf(options), machine: machineWords(), versions, seconds };
    };
    const keep = (done: readonly Run[]): string => writeJson(rowsOf(chosen, done), done, told());
    const runs = await performAll(chosen, lab, keep);
    const rows = rowsOf(chosen, runs);
    console.log(`\n${tableText(rows)}\n\nFor docs/performance.md:\n\n${markdown(rows, runs, told())}\n`);
    console.log(`bench: ${keep(runs)}`);
    return runs.some((run) => run.failure !== undefined) ? 1 : 0;
  } finally {
    await lab.close();
  }
};

endWithNpm();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
