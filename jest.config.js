'use strict';

// An unusual zone (UTC+12:45 or +13:45): a slip into local time fails at once instead of in production.
process.env.TZ = 'Pacific/Chatham';

const transform = {
  '^.+\\.[cm]?[jt]s$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        target: 'es2023',
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

const project = (displayName, folders) => ({
  displayName,
  testEnvironment: '<rootDir>/test/support/environment.js',
  moduleNameMapper: { '^\\./(read-pack|read-calendar)$': '<rootDir>/test/support/$1.js' },
  transform,
  roots: ['<rootDir>'],
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/web/', '<rootDir>/.cache/'],
});

/** How many files run at a time the runner says (`scripts/test.js`). */
module.exports = {
  maxWorkers: 2,
  // Jest reads a time limit at the top only; tests that wait for real servers need it.
  testTimeout: 60_000,
  passWithNoTests: true,
  projects: [
    project('unit', ['unit']),
    project('record', ['record', 'api']),
    // A server can be away; SQLite, in this process, cannot: run with test:mariadb only.
    project('server', ['server']),
    project('workflows', ['workflows']),
    project('e2e', ['e2e']),
    // In a browser; run with test:web.
    project('web', ['web']),
  ],
};
