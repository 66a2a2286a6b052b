'use strict';

/** Install and build, each only when something changed. Node built-ins only: it runs before anything is installed. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./spawn');

const root = path.join(__dirname, '..');
const at = (...parts) => path.join(root, ...parts);
const installStamp = at('node_modules', '.bihuan-installed');
const buildStamp = at('dist', '.bihuan-built');
const sourceFolders = [
  'domain',
  'policies',
  'record',
  'telemetry',
  'entities',
  'workflows',
  'activities',
  'worker',
  'api',
  'scripts',
  'verification',
];

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
const digest = (text) => createHash('sha256').update(text).digest('hex');
const lockDigest = () => digest(read(at('package-lock.json')));

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

function describe(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return describe(file);
      const { mtimeMs, size } = fs.statSync(file);
      return [`${path.relative(root, file)} ${mtimeMs} ${size}`];
    });
}

function sourceDigest() {
  const loose = fs.readdirSync(root).filter((name) => /\.(ts|json)$/.test(name));
  const files = loose.map((name) => `${name} ${fs.statSync(at(name)).mtimeMs}`);
  return digest([...files, ...sourceFolders.flatMap((folder) => describe(at(folder)))].join('\n'));
}

const compile = () => run(nodeBinary(), [at('node_modules', 'typescript', 'bin', 'tsc'), '-b', root]);

async function ensureBuilt() {
  const sources = sourceDigest();
  if (read(buildStamp) === sources) return;
  await step('Compiling', compile);
  if (fs.existsSync(at('workflows', 'index.ts'))) {
    await step('Bundling workflows', () => run(nodeBinary(), [at('dist', 'scripts', 'bundle.js')]));
  }
  fs.writeFileSync(buildStamp, sources);
}

module.exports = { at, compile, ensureBuilt, ensureInstalled, nodeBinary, stampInstalled, step };
