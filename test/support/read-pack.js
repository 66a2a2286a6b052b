'use strict';

const path = require('node:path');
const { deepFreeze } = require('../../policies/deep-freeze');

const own = path.join(__dirname, '..', '..', 'policies', path.sep);

/**
 * `policies/read-pack`, which reads and checks each of the project's own packs once for all test files of a process: they
 * change in no test. What stands elsewhere is read each time.
 */
exports.readPack = (file, read) => {
  const at = path.resolve(file);
  const kept = globalThis.kept.get(at);
  if (kept !== undefined) return { value: deepFreeze(JSON.parse(kept)) };
  const outcome = require('../../policies/read-pack').readPack(file, read);
  if (at.startsWith(own) && 'value' in outcome) globalThis.kept.set(at, JSON.stringify(outcome.value));
  return outcome;
};
