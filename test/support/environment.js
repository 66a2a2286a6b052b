'use strict';

const { TestEnvironment } = require('jest-environment-node');

const packs = new Map();

/** Keeps what `read-pack.js` has read from one test file to the next, and tells whether the sentence has failed. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.packs = packs;
  }

  handleTestEvent({ name }) {
    if (name === 'test_start') this.global.hasFailed = false;
    else if (name === 'test_fn_failure') this.global.hasFailed = true;
  }
};
