'use strict';

const { TestEnvironment } = require('jest-environment-node');

const packs = new Map();

/**
 * Stops at the first sentence that fails: one is enough to know that a mutant is seen. Keeps what `policies.js` has read
 * from one mutant to the next.
 */
module.exports = class extends TestEnvironment {
  failed = false;

  constructor(config, context) {
    super(config, context);
    this.global.packs = packs;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.failed = true;
    else if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
};
