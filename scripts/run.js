'use strict';

/** `node scripts/run.js <task> [arguments]`: every npm script. Installs and builds what is missing, then runs Node 24. */
const fs = require('node:fs');
const { at, compile, ensureBuilt, ensureInstalled, nodeBinary, step } = require('./setup');
const { run, startHelper } = require('./spawn');

const node = (args, options) => run(nodeBinary(), args, options);
const tool = (name, script, args) => node([at('node_modules', name, script), ...args]);
const program = (file, args) => node(['--enable-source-maps', at('dist', file), ...args]);
/** A program of test/, which is never compiled to dist/. */
const source = (file, args) => node([at('scripts', 'run-source.js'), at(file), ...args]);

const tools = {
  typecheck: async () => (await compile()) || tool('typescript', 'bin/tsc', ['-p', at('test')]),
  lint: (args) => tool('eslint', 'bin/eslint.js', ['--max-warnings=0', ...(args.length > 0 ? args : ['.'])]),
  format: () => tool('prettier', 'bin/prettier.cjs', ['--write', '--log-level=warn', '.']),
  'format:check': () => tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  deps: () => tool('dependency-cruiser', 'bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', '.']),
  knip: () => tool('knip', 'bin/knip.js', []),
};

/** All checks, even after one has failed, so that one run shows everything. */
async function check() {
  const failed = [];
  for (const name of ['typecheck', 'lint', 'format:check', 'deps', 'knip']) {
    await step(name, () => tools[name]([])).catch((error) => failed.push(error.message));
  }
  for (const message of failed) console.error(message);
  return failed.length > 0 ? 1 : 0;
}

/** Results go to .cache/test-results, where scripts/summary.js adds them up. */
function jest(name, projects, args, env = {}) {
  const results = at('.cache', 'test-results', `${name}.json`);
  fs.mkdirSync(at('.cache', 'test-results'), { recursive: true });
  fs.rmSync(results, { force: true });
  const report = ['--json', `--outputFile=${results}`];
  return node([at('node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', ...projects, ...report, ...args], {
    env: { ...process.env, ...env },
  });
}

const ensureTemporal = () => step('Temporal server', () => program('scripts/temporal-ready.js', []));

/** Tests that start servers run one file at a time: they would starve each other on a small machine. */
async function test(args) {
  await ensureTemporal();
  const fast = await jest('sqlite', ['unit', 'record'], args);
  const serial = await jest('sqlite-serial', ['workflows', 'e2e'], ['--runInBand', ...args]);
  return fast || serial;
}

async function testOnMariaDb(args) {
  await ensureTemporal();
  const database = await startHelper(nodeBinary(), [at('dist', 'scripts', 'mariadb-server.js')]);
  try {
    return await jest('mariadb', ['record', 'server', 'e2e'], ['--runInBand', ...args], {
      DATABASE_URL: database.line,
    });
  } finally {
    await database.stop();
  }
}

/** Faults put into the rules one by one: which of them no test sees. Files or globs limit it; it takes hours. */
function mutants(args) {
  const [options, files] = [args.filter((arg) => arg.startsWith('-')), args.filter((arg) => !arg.startsWith('-'))];
  const only = files.length > 0 ? ['--mutate', files.join(',')] : [];
  return tool('@stryker-mutator/core', 'bin/stryker.js', [
    'run',
    'verification/mutants/stryker.config.json',
    ...only,
    ...options,
  ]);
}

const tasks = {
  build: () => 0,
  setup: async () => (await ensureTemporal()) ?? 0,
  start: (args) => program('main.js', args),
  migrate: (args) => program('scripts/migrate.js', args),
  'reset-administrator': (args) => program('scripts/reset-administrator.js', args),
  demo: (args) => program('scripts/demo/main.js', args),
  reconcile: (args) => program('scripts/reconcile.js', args),
  'rebuild:workflows': (args) => program('scripts/rebuild-workflows.js', args),
  'rebuild:read-model': (args) => program('scripts/rebuild-read-model.js', args),
  'verify-chain': (args) => program('scripts/verify-chain.js', args),
  deliveries: (args) => program('scripts/deliveries.js', args),
  stuck: (args) => program('scripts/stuck.js', args),
  backup: (args) => program('scripts/backup.js', args),
  restore: (args) => program('scripts/restore.js', args),
  'open-original': (args) => program('scripts/open-original.js', args),
  'drill:temporal-loss': async (args) => (await ensureTemporal()) || program('scripts/drill-temporal-loss.js', args),
  'cluster:demo': (args) => program('scripts/cluster/main.js', args),
  simulate: (args) => program('verification/simulation/main.js', args),
  test,
  'test:mariadb': testOnMariaDb,
  'chaos:db': (args) => program('verification/chaos/chaos-db.js', args),
  fuzz: async (args) => (await ensureTemporal()) || program('verification/fuzz/main.js', args),
  mutants,
  chaos: async (args) => (await ensureTemporal()) || program('verification/chaos/stack-main.js', args),
  bench: async (args) => (await ensureTemporal()) || program('verification/bench/main.js', args),
  'release:keep': async (args) => (await ensureTemporal()) || source('test/releases/keep.ts', args),
  histories: async (args) => (await ensureTemporal()) || source('test/workflows/record-histories.ts', args),
};

async function main([name, ...args]) {
  process.chdir(at());
  await ensureInstalled();
  if (name === 'check') return check();
  if (Object.hasOwn(tools, name)) return tools[name](args);
  if (!Object.hasOwn(tasks, name))
    throw new Error(`Tasks: ${[...Object.keys(tasks), 'check', ...Object.keys(tools)].join(', ')}`);
  await ensureBuilt();
  return tasks[name](args);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
