'use strict';

const TestEnvironment = require('../../test/support/environment');

const fullName = (block, name) => (block.parent ? `${fullName(block.parent, block.name)} ${name}` : name);
const nameOf = ({ currentDescribeBlock }, name) =>
  fullName(currentDescribeBlock, name).replace(/^ROOT_DESCRIBE_BLOCK /, '');

/**
 * Stops at the first sentence that fails: one is enough to know that a mutant is seen. Tells `rules.js` which sentence each
 * file has, and hears from it which of them are tried.
 */
module.exports = class extends TestEnvironment {
  failed = false;

  constructor(config, context) {
    super(config, context);
    this.global.asked = config.globalConfig.testNamePattern;
    this.global.sentences = [];
    this.global.chosen = new Set();
  }

  handleTestEvent({ name, test, testName }, state) {
    if (name === 'add_test') this.global.sentences.push(nameOf(state, testName));
    else if (name === 'test_fn_failure') this.failed = true;
    else if (name === 'test_start' && (this.failed || !this.isTried(test))) test.mode = 'skip';
  }

  isTried(test) {
    const { chosen } = this.global;
    return chosen.size === 0 || chosen.has(nameOf({ currentDescribeBlock: test.parent }, test.name));
  }
};
