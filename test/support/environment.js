'use strict';

const { TestEnvironment } = require('jest-environment-node');

const kept = new Map();

/** Keeps what is dear to make and changes in no test from one test file to the next, and tells whether the sentence has failed. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.kept = kept;
  }

  handleTestEvent({ name }) {
    if (name === 'test_start') this.global.hasFailed = false;
    else if (name === 'test_fn_failure') this.global.hasFailed = true;
  }
};
