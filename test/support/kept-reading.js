'use strict';

const path = require('node:path');
const { deepFreeze } = require('../../policies/deep-freeze');

const own = path.join(__dirname, '..', '..', 'policies', path.sep);

/**
 * Reads and checks each of the project's own packs and calendars once for all test files of a process: they change in no
 * test. What stands elsewhere is read each time.
 */
exports.keeping =
  (readerOf) =>
  (place, ...more) => {
    const at = path.resolve(place);
    const kept = globalThis.kept.get(at);
    if (kept !== undefined) return { value: deepFreeze(JSON.parse(kept)) };
    const outcome = readerOf()(place, ...more);
    if (at.startsWith(own) && 'value' in outcome) globalThis.kept.set(at, JSON.stringify(outcome.value));
    return outcome;
  };
