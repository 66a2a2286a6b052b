'use strict';

const fs = require('node:fs');
const path = require('node:path');

const folders = ['../unit/case', '../unit/escalation'];
/** Properties over random sequences: they reach everything and take seconds, which every mutant would have to wait. */
const properties = ['laws.test.ts'];

/** Tables of hundreds of rows come last: what they see is mostly seen before. */
const rank = (file) => (path.basename(file) === 'second-person.test.ts' ? 1 : 0);

/** Whether a file has one of the sentences that this run asks for; true as long as nobody knows what it has. */
const isAsked = (file) => {
  const { asked, sentences } = globalThis;
  const known = sentences.get(file);
  if (known === undefined || !asked) return true;
  const pattern = new RegExp(asked, 'i');
  return known.some((sentence) => pattern.test(sentence));
};

const load = (file) => {
  const { sentences } = globalThis;
  if (!isAsked(file)) return;
  sentences.set(file, []);
  globalThis.loading = file;
  require(file);
};

/**
 * Every sentence about the rules as one test file: a mutant is judged by the few that reach it, and the rules and the
 * packs are loaded once for them all. Only `npm run mutants` runs it.
 */
for (const folder of folders.map((name) => path.join(__dirname, name))) {
  const names = fs.readdirSync(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts') && !properties.includes(path.basename(name)));
  for (const file of files.sort((a, b) => rank(a) - rank(b))) load(path.join(folder, file));
}
