import { COMMANDS } from '../../../domain/case/commands';
import { playLife, TYPES } from '../../support/random-lives';
import { baihe, drill } from '../case/baihe-town';

/** So many lives a pack; docs/testing.md says how many more are played by hand, and how. */
const sequences = Number(process.env['SEQUENCES'] ?? 150);
const first = Number(process.env['FIRST'] ?? 1);

/** Longer than ten thousand lives take. */
const longest = 7_200_000;

describe('no dead state (U-27, U-28, settled 2)', () => {
  it.each([
    ['baihe-2025', baihe],
    ['drill', drill],
  ] as const)(
    'whatever is done, refused, rejected or left undone, a case of %s lives',
    (_, pack) => {
      const tried = new Set<string>();
      const done = new Set<string>();
      const statuses = new Set<string>();
      for (let seed = first; seed < first + sequences; seed += 1) {
        const life = playLife(pack, seed);
        const told = [`seed ${String(seed)}`, ...life.story, ...life.dead.map(({ why }) => why)].join('\n');
        if (life.dead.length > 0) throw new Error(told);
        for (const type of life.tried) tried.add(type);
        for (const what of life.done) done.add(what);
        for (const status of life.statuses) statuses.add(status);
      }
      // A property over lives that go nowhere would hold of anything.
      expect(TYPES.filter((type) => !tried.has(type))).toEqual([]);
      expect([...done]).toEqual(
        expect.arrayContaining([
          'decide-proposal approve',
          'decide-proposal reject',
          'record-recheck failed',
          'record-recheck passed',
        ]),
      );
      expect([...statuses]).toEqual(
        expect.arrayContaining(['notified', 'rectifying', 'rechecking', 'closure-review', 'watching']),
      );
    },
    longest,
  );

  it('draws every command there is', () => {
    expect(TYPES).toEqual(expect.arrayContaining(Object.keys(COMMANDS)));
  });
});
