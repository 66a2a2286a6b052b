'use strict';

/**
 * `npm test`: everything on SQLite and on a real Temporal server. With `--mariadb`, inside `with-mariadb`: what touches
 * the database, on a real MariaDB server. The other arguments are those of Jest.
 */
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./spawn');

const at = (...parts) => path.join(__dirname, '..', ...parts);

/** Results go to .cache/test-results, where scripts/summary.js adds them up. */
function jest(name, projects, args) {
  const results = at('.cache', 'test-results', `${name}.json`);
  fs.mkdirSync(path.dirname(results), { recursive: true });
  fs.rmSync(results, { force: true });
  const report = ['--json', `--outputFile=${results}`];
  const program = at('node_modules', 'jest', 'bin', 'jest.js');
  return run(process.execPath, [program, '--selectProjects', ...projects, ...report, ...args]);
}

const runs = {
  sqlite: { together: ['unit', 'record'], inTurn: ['workflows', 'e2e'] },
  mariadb: { together: ['record'], inTurn: ['server', 'e2e'] },
};

/** Tests that start servers run one file at a time: they would starve each other on a small machine. */
async function main(args) {
  const database = args.includes('--mariadb') ? 'mariadb' : 'sqlite';
  const rest = args.filter((argument) => argument !== '--mariadb');
  const { together, inTurn } = runs[database];
  const fast = await jest(database, together, rest);
  const serial = await jest(`${database}-serial`, inTurn, ['--runInBand', ...rest]);
  return fast || serial;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
