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

const project = (displayName, folders, testTimeout) => ({
  displayName,
  testEnvironment: 'node',
  transform,
  roots: ['<rootDir>'],
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/web/', '<rootDir>/.cache/'],
  testTimeout,
});

/** `workflows` and `e2e` start servers of their own: the runner gives them one worker, the others two. */
module.exports = {
  maxWorkers: 2,
  passWithNoTests: true,
  projects: [
    project('unit', ['unit'], 10_000),
    project('record', ['record', 'api'], 60_000),
    project('workflows', ['workflows'], 60_000),
    project('e2e', ['e2e'], 60_000),
  ],
};
