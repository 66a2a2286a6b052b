'use strict';

/**
 * How our processes are started so that they take little memory (docs/performance.md): short-lived objects are collected
 * in 8 MB, where each workflow thread would let them grow to 16 and more, and native memory comes from two arenas
 * instead of eight a core. What the operator set himself goes before it.
 */
const light = (env) => ({
  MALLOC_ARENA_MAX: '2',
  ...env,
  NODE_OPTIONS: ['--max-semi-space-size=8', env.NODE_OPTIONS].filter(Boolean).join(' '),
});

module.exports = { light };
