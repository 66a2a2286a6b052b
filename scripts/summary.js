'use strict';

/** Adds up the results of all jest runs. The last line is `N passed, N failed, N skipped`; exit code 0 only if all passed. */
const fs = require('node:fs');
const path = require('node:path');
const { namesOfRuns } = require('./test');

const folder = path.join(__dirname, '..', '.cache', 'test-results');
const total = { passed: 0, failed: 0, skipped: 0 };
let complete = true;

for (const name of namesOfRuns()) {
  const file = path.join(folder, `${name}.json`);
  if (!fs.existsSync(file)) {
    console.log(`${name}: no results`);
    complete = false;
    continue;
  }
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  // A file that does not even load has no tests of its own, but is a failure.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  console.log(`${name}: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += results.numPassedTests;
  total.failed += failed;
  total.skipped += skipped;
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(complete && total.passed > 0 && total.failed === 0 && total.skipped === 0 ? 0 : 1);
