'use strict';

const path = require('node:path');
const { projects } = require('../../jest.config');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** One project, as the mutation tests need it: the rules of `domain/` and nothing that opens a database or a port. */
module.exports = {
  ...unit,
  rootDir: path.join(__dirname, '..', '..'),
  testEnvironment: path.join(__dirname, 'environment.js'),
  testMatch: ['<rootDir>/verification/mutants/rules.js'],
  watchman: false,
};
