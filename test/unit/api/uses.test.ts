import { createUses } from '../../../api/session/uses';

const [early, late] = ['2026-03-16T02:00:00.000Z', '2026-03-16T02:05:00.000Z'];

describe('what a process remembers of sessions and tokens', () => {
  it('is the later of its own note and the record', () => {
    const uses = createUses();
    uses.note('a', late);
    expect([uses.later('a', early), uses.later('a', null), uses.later('b', early), uses.later('b', null)]).toEqual([
      late,
      late,
      early,
      null,
    ]);
  });

  it('never grows past its bound, and lets the longest unused go first', () => {
    const uses = createUses(3);
    for (const hash of ['a', 'b', 'c', 'a', 'd']) uses.note(hash, late);
    expect(['a', 'b', 'c', 'd'].filter((hash) => uses.later(hash, null) !== null)).toEqual(['a', 'c', 'd']);
  });
});
