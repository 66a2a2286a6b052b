'use strict';

/**
 * `npm run setup`: packages, build and Temporal server, each only when something changed. Node built-ins only: it runs
 * before anything is installed.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./spawn');

const root = path.join(__dirname, '..');
const at = (...parts) => path.join(root, ...parts);
const installStamp = at('node_modules', '.bihuan-installed');

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
const lockDigest = () =>
  createHash('sha256')
    .update(read(at('package-lock.json')))
    .digest('hex');

/** The Node 24 that came as a package; the machine's own where that package is missing and it is new enough. */
function nodeBinary() {
  const packaged = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (fs.existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  throw new Error('node_modules/node is missing and this Node is older than 22.13: run `npm ci`');
}

/** Prints what is being done and how long it took. Throws when it fails. */
async function step(title, work) {
  const startedAt = Date.now();
  console.error(`${title} …`);
  const code = await work();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (code !== 0) throw new Error(`${title}: failed after ${seconds} s (exit code ${code})`);
  console.error(`${title}: done in ${seconds} s`);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli && cli.endsWith('.js')) return run(process.execPath, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

const stampInstalled = () => fs.writeFileSync(installStamp, lockDigest());

async function ensureInstalled() {
  if (read(installStamp) === lockDigest()) return;
  await step('Installing packages (npm ci)', () => npm(['ci', '--include=dev', '--loglevel=error']));
  stampInstalled();
}

const ensureBuilt = () => step('Building', () => npm(['run', '--silent', 'build']));

/** Found, downloaded or built; the product starts without one, the tests do not. */
const ensureTemporal = () =>
  step('Temporal server', () =>
    run(nodeBinary(), ['--enable-source-maps', at('dist', 'scripts', 'temporal-ready.js')]),
  );

async function main() {
  process.chdir(root);
  await ensureInstalled();
  await ensureBuilt();
  await ensureTemporal();
}

if (require.main === module) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}

module.exports = { at, ensureBuilt, ensureInstalled, nodeBinary, stampInstalled };
