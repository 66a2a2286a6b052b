'use strict';

const fs = require('node:fs');
const path = require('node:path');

const folders = ['case', 'escalation'].map((name) => path.join(__dirname, '..', '..', 'test', 'unit', name));
/** They try everything and take seconds to do it, which every mutant would have to wait. */
const properties = ['laws.test.ts', 'named-can.test.ts', 'acting-post.test.ts'];
/** Which sentences each file has, as the run without a mutant has met them; in the sandbox, never in the tree. */
const contents = path.join(__dirname, '..', '..', '.cache', 'mutants', 'sentences.json');

/** Tables of hundreds of rows and lives of fifty cases come last: what they see is mostly seen before. */
const slow = ['buttons.test.ts', 'ladders.test.ts', 'second-person.test.ts'];
const rank = (file) => slow.indexOf(path.basename(file));

const files = folders
  .flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.test.ts') && !properties.includes(path.basename(file)))
  .sort((a, b) => rank(a) - rank(b));

/** Without a mutant: loads everything and writes down which file has which sentence. */
const loadAll = () => {
  const known = files.map((file) => {
    const before = globalThis.sentences.length;
    require(file);
    return [path.relative(__dirname, file), globalThis.sentences.slice(before)];
  });
  fs.mkdirSync(path.dirname(contents), { recursive: true });
  fs.writeFileSync(contents, JSON.stringify(Object.fromEntries(known)));
};

/**
 * With a mutant: loads the files that have one of the sentences asked for. A scene that the mutant lets nobody set up fails
 * the sentences about it, as it would by hand.
 */
const loadAsked = (pattern) => {
  const known = JSON.parse(fs.readFileSync(contents, 'utf8'));
  for (const file of files) {
    const sentence = known[path.relative(__dirname, file)].find((name) => pattern.test(name));
    if (sentence === undefined) continue;
    try {
      require(file);
    } catch (error) {
      globalThis.test(sentence, () => {
        throw error;
      });
    }
  }
};

/**
 * Every sentence about the rules as one test file: a mutant is judged by the few that reach it, and the rules and the
 * packs are loaded once for them all. Only `npm run mutants` runs it.
 */
if (globalThis.asked) loadAsked(new RegExp(globalThis.asked, 'i'));
else loadAll();
