'use strict';

/** `npm test`: everything on SQLite and on a real Temporal server. The arguments are those of Jest. */
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

/** Tests that start servers run one file at a time: they would starve each other on a small machine. */
async function main(args) {
  const fast = await jest('sqlite', ['unit', 'record'], args);
  const serial = await jest('sqlite-serial', ['workflows', 'e2e'], ['--runInBand', ...args]);
  return fast || serial;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
