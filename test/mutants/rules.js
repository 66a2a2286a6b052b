'use strict';

const fs = require('node:fs');
const path = require('node:path');

const folders = ['../unit/case', '../unit/escalation'];
/** Properties over random sequences: they reach everything and take seconds, which every mutant would have to wait. */
const properties = ['laws.test.ts'];

/** Tables of hundreds of rows come last: what they see is mostly seen before. */
const rank = (file) => (path.basename(file) === 'second-person.test.ts' ? 1 : 0);

/**
 * Every sentence about the rules as one test file: a mutant is judged by the few that reach it, and the rules and the
 * packs are loaded once for them all. Only `npm run mutants` runs it.
 */
for (const folder of folders.map((name) => path.join(__dirname, name))) {
  const names = fs.readdirSync(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts') && !properties.includes(path.basename(name)));
  for (const file of files.sort((a, b) => rank(a) - rank(b))) require(path.join(folder, file));
}
