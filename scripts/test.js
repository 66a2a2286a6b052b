'use strict';

/**
 * `npm test`: everything on SQLite and on a real Temporal server. With `--mariadb`, inside `with-mariadb`: what touches
 * the database, on a real MariaDB server. With `--web`: the console in a browser. The other arguments are those of Jest.
 */
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./spawn');

const at = (...parts) => path.join(__dirname, '..', ...parts);

/** Which projects run together, with how many files at a time; results are kept under the name. */
const runs = {
  sqlite: [
    { name: 'sqlite', projects: ['unit', 'record'], files: 2 },
    // They wait for servers and processes more than they work.
    { name: 'sqlite-processes', projects: ['workflows', 'e2e'], files: 2 },
  ],
  mariadb: [
    { name: 'mariadb', projects: ['record'], files: 2 },
    { name: 'mariadb-processes', projects: ['e2e'], files: 2 },
    // How soon a server that is away is noticed.
    { name: 'mariadb-away', projects: ['server'], files: 1 },
  ],
  web: [{ name: 'web', projects: ['web'], files: 3 }],
};

/** Results go to .cache/test-results, where scripts/summary.js adds them up. */
function jest({ name, projects, files }, args) {
  const results = at('.cache', 'test-results', `${name}.json`);
  fs.mkdirSync(path.dirname(results), { recursive: true });
  fs.rmSync(results, { force: true });
  const report = ['--json', `--outputFile=${results}`];
  const program = at('node_modules', 'jest', 'bin', 'jest.js');
  return run(process.execPath, [
    ...[program, '--selectProjects', ...projects, ...report],
    ...[files === 1 ? '--runInBand' : `--maxWorkers=${files}`, ...args],
  ]);
}

/** @returns the names of all runs, for the summary. */
const namesOfRuns = () => Object.values(runs).flatMap((of) => of.map(({ name }) => name));

async function main(args) {
  const which = ['mariadb', 'web'].find((name) => args.includes(`--${name}`)) ?? 'sqlite';
  const rest = args.filter((argument) => argument !== `--${which}`);
  let code = 0;
  for (const one of runs[which]) code = (await jest(one, rest)) || code;
  return code;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}

module.exports = { namesOfRuns };
