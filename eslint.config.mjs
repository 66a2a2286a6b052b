import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const localTime = [
  'getDate',
  'getDay',
  'getFullYear',
  'getHours',
  'getMinutes',
  'getMonth',
  'getSeconds',
  'getTimezoneOffset',
  'setDate',
  'setFullYear',
  'setHours',
  'setMinutes',
  'setMonth',
  'setSeconds',
  'toDateString',
  'toLocaleDateString',
  'toLocaleString',
  'toLocaleTimeString',
  'toTimeString',
].map((property) => ({ property, message: "Depends on the machine's zone or language; use domain/clock." }));

const environment = { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' };
const randomness = { object: 'Math', property: 'random', message: 'Randomness is passed in.' };
const wallClock = { object: 'Date', property: 'now', message: 'The clock is passed in.' };

const enums = { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' };
const newDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'The clock is passed in.',
};

const restricted = (properties, syntax) => ({
  'no-restricted-properties': ['error', ...localTime, ...properties],
  'no-restricted-syntax': ['error', enums, ...syntax],
});

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'data/', '.cache/', 'coverage/', 'web/src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      // Fires on every type of a package that is an interface merged with a class, such as winston's transports.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      ...restricted([environment], []),
    },
  },
  { files: ['domain/**/*.ts'], rules: restricted([environment, randomness, wallClock], [newDate]) },
  { files: ['workflows/**/*.ts'], rules: restricted([environment, randomness], [newDate]) },
  { files: ['config.ts'], rules: restricted([], []) },
  {
    // What a browser shows is as of the answer that it shows; only a button that says "now" asks the machine.
    files: ['web/**/*.{ts,tsx,mts}'],
    rules: {
      ...restricted([environment, randomness], [newDate]),
      // What a component is given is taken apart; none of it has a `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['scripts/**/*.ts', 'verification/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    settings: { jest: { version: 30 } },
    rules: {
      'max-lines': 'off',
      ...restricted([], []),
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'given.**', '**.is*', 'assert*'] }],
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['__dirname', 'clearInterval', 'console', 'module', 'process', 'require', 'setInterval'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
