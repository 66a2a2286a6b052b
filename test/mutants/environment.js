'use strict';

const { TestEnvironment } = require('jest-environment-node');

const packs = new Map();
/** The full names of the sentences of each test file, as the first run of this process has met them. */
const sentences = new Map();

const fullName = (block, name) => (block.parent ? `${fullName(block.parent, block.name)} ${name}` : name);
const nameOf = ({ currentDescribeBlock }, name) =>
  fullName(currentDescribeBlock, name).replace(/^ROOT_DESCRIBE_BLOCK /, '');

/**
 * Stops at the first sentence that fails: one is enough to know that a mutant is seen. Keeps what `policies.js` has read
 * from one mutant to the next, and which file has which sentence, so that `rules.js` loads only those that are asked for.
 */
module.exports = class extends TestEnvironment {
  failed = false;

  constructor(config, context) {
    super(config, context);
    this.global.packs = packs;
    this.global.sentences = sentences;
    this.global.asked = config.globalConfig.testNamePattern;
  }

  handleTestEvent({ name, test, testName }, state) {
    if (name === 'add_test') sentences.get(this.global.loading)?.push(nameOf(state, testName));
    else if (name === 'test_fn_failure') this.failed = true;
    else if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
};
