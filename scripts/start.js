'use strict';

/** `npm start`, on a machine with Node and nothing else: installs and builds what is missing, then starts on Node 24. */
const { at, ensureBuilt, ensureInstalled, nodeBinary } = require('./setup');
const { run } = require('./spawn');

async function main(args) {
  process.chdir(at());
  await ensureInstalled();
  await ensureBuilt();
  return run(nodeBinary(), ['--enable-source-maps', at('dist', 'main.js'), ...args]);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
