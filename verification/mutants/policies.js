'use strict';

/** Packs and calendar as `policies` loads them, read and checked once and not for every mutant: they are not mutated. */
function once(key, load) {
  const { packs } = globalThis;
  if (!packs.has(key)) packs.set(key, JSON.stringify(load(require('../../policies/index'))));
  return JSON.parse(packs.get(key));
}

module.exports = {
  loadPack: (file) => once(file, ({ loadPack }) => loadPack(file)),
  loadCalendar: () => once('calendar', ({ loadCalendar }) => loadCalendar()),
};
