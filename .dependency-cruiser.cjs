'use strict';

const ours =
  '^(domain|policies|entities|record|telemetry|workflows|activities|api|worker|web|scripts|verification|test)/';
const roots = '^(main|config|setting-reader|payload-key|tuning|logger|listen|run-process|end-with-npm)\\.ts$';
const settings = '^(config|setting-reader|payload-key|tuning|logger)\\.ts$';
/** What the starts of processes share. */
const starts = '^(listen|run-process)\\.ts$';
/** The kinds of streams: what runs them asks the registry, and nothing else of the rules. */
const registry = '^domain/(modules|stream-module)\\.ts$';

/** Which of our files each folder may import, besides itself. Packages are free where no rule below says otherwise. */
const table = {
  policies: ['^domain/'],
  entities: ['^domain/'],
  record: ['^domain/', '^policies/', '^entities/', settings],
  telemetry: [registry, '^record/', '^entities/', settings],
  activities: ['^workflows/activities\\.ts$', '^domain/', '^record/', '^entities/', settings],
  api: [
    '^domain/',
    '^policies/',
    '^record/',
    '^entities/',
    '^telemetry/',
    '^workflows/messages\\.ts$',
    settings,
    starts,
  ],
  worker: [
    registry,
    '^activities/',
    '^record/',
    '^telemetry/',
    '^entities/',
    '^workflows/messages\\.ts$',
    settings,
    starts,
  ],
  // It talks HTTP only; its types are made from the OpenAPI document.
  web: [],
};

/** The program that puts the API together; beside it runs a relay of its own. */
const apiProgram = '^api/main\\.ts$';

const folderRule = ([folder, allowed]) => ({
  name: `imports-of-${folder}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: apiProgram },
  to: { path: [ours, roots], pathNot: [`^${folder}/`, ...allowed] },
});

module.exports = {
  forbidden: [
    ...Object.entries(table).map(folderRule),
    {
      name: 'domain-is-pure',
      comment: 'domain imports nothing but itself: no packages, no Node',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: '^domain/' },
    },
    {
      name: 'imports-of-the-api-program',
      severity: 'error',
      from: { path: apiProgram },
      to: { path: [ours, roots], pathNot: ['^api/', '^worker/own-relay\\.ts$', ...table.api] },
    },
    {
      name: 'workflows-are-sandboxed',
      comment: 'the bundler would accept far more than the sandbox can run',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { pathNot: ['^(workflows|domain)/', 'node_modules/@temporalio/workflow/'] },
    },
    {
      name: 'interfaces-as-types',
      comment: 'activities implement the interfaces that workflows own; no code crosses',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^workflows/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'imports-of-main',
      severity: 'error',
      from: { path: '^main\\.ts$' },
      to: {
        path: [ours, roots],
        pathNot: ['^(api|worker|telemetry)/', '^record/(open-record|start-up)\\.ts$', settings, starts],
      },
    },
    {
      name: 'settings-stand-alone',
      severity: 'error',
      from: { path: settings },
      to: { path: [ours, roots], pathNot: settings },
    },
    {
      name: 'run-process-knows-expected-errors',
      severity: 'error',
      from: { path: '^run-process\\.ts$' },
      to: { path: [ours, roots], pathNot: ['^(policies|entities)/', settings, '^(listen|end-with-npm)\\.ts$'] },
    },
    {
      name: 'listen-stands-alone',
      severity: 'error',
      from: { path: '^listen\\.ts$' },
      to: { path: [ours, roots] },
    },
    {
      name: 'verification-looks-on',
      comment: 'what proves the product is no part of it: it imports what it likes, only its tests import it',
      severity: 'error',
      from: { pathNot: '^(verification|test)/' },
      to: { path: '^verification/' },
    },
    {
      name: 'checker-stands-apart',
      comment: 'it shares with what it checks the rules and the hash, nothing else',
      severity: 'error',
      from: { path: '^verification/chaos/check' },
      to: {
        path: ours,
        pathNot: ['^domain/', '^record/(hash|canonical)\\.ts$', '^verification/chaos/(check|history|stack-journal)'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'A page that is loaded when somebody goes there may know the table of pages.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist|data|\\.cache|coverage)/', '^eslint\\.config\\.mjs$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
