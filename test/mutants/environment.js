'use strict';

const { TestEnvironment } = require('jest-environment-node');

/** Stops at the first sentence that fails: one is enough to know that a mutant is seen. */
module.exports = class extends TestEnvironment {
  failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.failed = true;
    else if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
};
