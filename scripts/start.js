'use strict';

/** `npm start`, on a machine with Node and nothing else: installs and builds what is missing, then starts on Node 24. */
const { light } = require('./memory');
const { at, ensureBuilt, ensureInstalled, nodeBinary } = require('./setup');
const { run } = require('./spawn');

async function main(args) {
  process.chdir(at());
  await ensureInstalled();
  await ensureBuilt();
  return become(nodeBinary(), ['--enable-source-maps', at('dist', 'main.js'), ...args]);
}

/** Hands this process over, which spares the memory of one that only waits; where this Node has no way to, waits after all. */
function become(file, args) {
  if (typeof process.execve !== 'function' || process.platform === 'win32')
    return run(file, args, { env: light(process.env) });
  process.execve(file, [file, ...args], light(process.env));
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
