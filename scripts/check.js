'use strict';

/** `npm run check`: every check, also after one that failed. Exit code 1 when any did. */
const { run } = require('./spawn');

const checks = ['typecheck', 'lint', 'format:check', 'deps', 'knip'];

async function main() {
  const failed = [];
  for (const name of checks) {
    console.error(`${name} …`);
    if ((await run('npm', ['run', '--silent', name])) !== 0) failed.push(name);
  }
  console.error(failed.length === 0 ? 'every check passed' : `failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

main().then((code) => process.exit(code));
