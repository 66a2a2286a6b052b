'use strict';

/**
 * Adds to package-lock.json the optional binaries of other platforms that npm leaves out when it cannot resolve them.
 * Without them `npm ci` refuses the lock ("Missing: … from lock file"). To be run after each `npm install`.
 */
const fs = require('node:fs');
const path = require('node:path');
const { stampInstalled } = require('./setup');

const lockFile = path.join(__dirname, '..', 'package-lock.json');
const lock = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
const packages = lock.packages;

/** Where Node would find `name` seen from the package at `from`, or undefined. */
function locate(from, name) {
  for (let base = from; ;) {
    const place = `${base ? `${base}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!base) return undefined;
    base = base.slice(0, base.lastIndexOf('node_modules/')).replace(/\/$/, '');
  }
}

function stub(parent, name, range) {
  const version = /^[~^]?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
  if (!version) return undefined;
  const os = /(darwin|win32|freebsd|android|openharmony|linux)/.exec(name)?.[1];
  const cpu = /(arm64|x64|ia32|riscv64|ppc64|s390x|loong64|arm)/.exec(name)?.[1];
  return {
    version,
    optional: true,
    ...(parent.dev && { dev: true }),
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
  };
}

let added = 0;
for (const [place, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (locate(place, name)) continue;
    const missing = stub(entry, name, range);
    if (!missing) continue;
    packages[`node_modules/${name}`] = missing;
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
stampInstalled();
console.log(`package-lock.json: ${added} optional packages of other platforms added`);
