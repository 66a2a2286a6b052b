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
/** So many sentences are tried on a mutant: what these do not see counts as not seen. */
const most = 600;
/** Of them from near. */
const mostNear = 200;

const files = folders
  .flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.test.ts') && !properties.includes(path.basename(file)));

/** Kept from one mutant to the next. */
const once = (key, make) => {
  if (!globalThis.kept.has(key)) globalThis.kept.set(key, make());
  return globalThis.kept.get(key);
};

/** Where a mutant stands, by its number: the files that are tried hold them all. */
const places = () => {
  const found = new Map();
  for (const folder of ['case', 'escalation'].map((name) => path.join(__dirname, '..', '..', 'domain', name)))
    for (const name of fs.readdirSync(folder, { recursive: true }))
      if (name.endsWith('.ts'))
        for (const [, id] of fs.readFileSync(path.join(folder, name), 'utf8').matchAll(/stryMutAct_9fa48\("(\d+)"\)/g))
          found.set(id, name.slice(0, -'.ts'.length));
  return found;
};

/** The words of a place by their beginnings: `suspension` is told by `propose-suspend.test.ts` as well. */
const stemsOf = (place) =>
  path
    .basename(place)
    .split('-')
    .filter((word) => word.length >= 5)
    .map((word) => word.slice(0, 4));

/** Files of sentences, those first that are about the file of the mutant or read it, then those of its kind. */
const nearestFirst = () => {
  const place = once('places', places).get(process.env.__STRYKER_ACTIVE_MUTANT__) ?? '';
  const texts = once('texts', () => new Map(files.map((file) => [file, fs.readFileSync(file, 'utf8')])));
  const stems = stemsOf(place);
  const rank = (file) => {
    const name = path.basename(file);
    if (slow.includes(name)) return 3 + slow.indexOf(name);
    if (name === `${path.basename(place)}.test.ts` || texts.get(file).includes(`/${place}'`)) return 0;
    return stems.some((stem) => name.includes(stem)) ? 1 : 2;
  };
  return files.map((file) => ({ file, rank: rank(file) })).toSorted((a, b) => a.rank - b.rank);
};

/** Of all that is asked for: what stands near, and of the rest so many that they come from everywhere. */
const chosenOf = (asked) => {
  const near = asked.filter(({ rank }) => rank < 2).slice(0, mostNear);
  const others = asked.filter(({ rank }) => rank >= 2);
  const left = most - near.length;
  const step = Math.max(1, others.length / Math.max(1, left));
  return [...near, ...Array.from({ length: Math.min(left, others.length) }, (_, n) => others[Math.floor(n * step)])];
};

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

/** The sentences that are asked for: each stands in brackets, its signs escaped, between bars. */
const namesIn = (pattern) =>
  pattern
    .slice(1, -1)
    .split(')|(')
    .map((name) => name.replaceAll(/\\(.)/g, '$1'));

/**
 * With a mutant: loads the files of the sentences that are chosen, and no others are tried. A scene that the mutant lets
 * nobody set up fails the sentences about it, as it would by hand.
 */
const loadAsked = (names) => {
  const known = once('sentences', () => JSON.parse(fs.readFileSync(contents, 'utf8')));
  const asked = nearestFirst().flatMap(({ file, rank }) =>
    known[path.relative(__dirname, file)].filter((name) => names.has(name)).map((name) => ({ file, rank, name })),
  );
  const chosen = chosenOf(asked);
  for (const { name } of chosen) globalThis.chosen.add(name);
  for (const [file, [{ name }]] of Map.groupBy(chosen, ({ file }) => file)) {
    try {
      require(file);
    } catch (error) {
      globalThis.test(name, () => {
        throw error;
      });
    }
  }
};

/**
 * Every sentence about the rules as one test file: a mutant is judged by the few that reach it, and the rules and the
 * packs are loaded once for them all. Only `npm run mutants` runs it.
 */
if (globalThis.asked) loadAsked(new Set(namesIn(globalThis.asked)));
else loadAll();
