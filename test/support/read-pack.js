'use strict';

const path = require('node:path');
const { deepFreeze } = require('../../policies/deep-freeze');

const own = path.join(__dirname, '..', '..', 'policies', path.sep);

/**
 * `policies/read-pack`, which reads and checks each of the project's own packs once for all test files of a process: they
 * change in no test. What stands elsewhere is read each time.
 */
exports.readPack = (file, read) => {
  const kept = globalThis.kept.get(file);
  if (kept !== undefined) return { value: deepFreeze(JSON.parse(kept)) };
  const outcome = require('../../policies/read-pack').readPack(file, read);
  if (file.startsWith(own) && 'value' in outcome) globalThis.kept.set(file, JSON.stringify(outcome.value));
  return outcome;
};
