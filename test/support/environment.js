'use strict';

const { TestEnvironment } = require('jest-environment-node');

const packs = new Map();

/** Keeps what `read-pack.js` has read from one test file to the next. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.packs = packs;
  }
};
