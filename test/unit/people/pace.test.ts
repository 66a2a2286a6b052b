import { plusMs } from '../../../domain/clock/instant';
import { countedIn, forgottenAfterMs, paceOf, type Wrongs } from '../../../domain/people/pace';

const start = '2026-03-16T02:00:00.000Z';
const pair = (count: number, lastAt = start): Wrongs => ({ scope: 'pair', count, lastAt });
const seconds = (ms: number): number => ms / 1000;

describe('the pace of wrong passwords', () => {
  it('U-7 is free for four, waits after the fifth, longer after each one, and never more than a quarter of an hour', () => {
    const waits = Array.from({ length: 13 }, (_, count) => seconds(paceOf([pair(count)], false, start)));
    expect(waits).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('counts the wait down from the last wrong password', () => {
    expect(seconds(paceOf([pair(6)], false, plusMs(start, 45_000)))).toBe(15);
    expect(paceOf([pair(6)], false, plusMs(start, 60_000))).toBe(0);
  });

  it('waits as long as the slowest of pair, account and address says', () => {
    const account: Wrongs = { scope: 'account', count: 50, lastAt: start };
    const address: Wrongs = { scope: 'address', count: 100, lastAt: plusMs(start, 10_000) };
    const now = plusMs(start, 20_000);
    expect(seconds(paceOf([pair(5), account], false, now))).toBe(40);
    expect(seconds(paceOf([pair(5), account, address], false, now))).toBe(50);
    expect(
      paceOf(
        [
          { ...account, count: 49 },
          { ...address, count: 99 },
        ],
        false,
        now,
      ),
    ).toBe(0);
  });

  it('U-7 holds an address known to be good back by nothing but its own wrong passwords', () => {
    const ceilings: Wrongs[] = [
      { scope: 'account', count: 5_000, lastAt: start },
      { scope: 'address', count: 5_000, lastAt: start },
    ];
    expect(paceOf(ceilings, true, start)).toBe(0);
    expect(seconds(paceOf([...ceilings, pair(5)], true, start))).toBe(30);
    expect(countedIn(true)).toEqual(['pair']);
  });

  it('leaves nobody more guesses by waiting until they are forgotten than by going on', () => {
    // The best anybody can do: as many as are cheap, then wait until all are forgotten.
    const rates = Array.from({ length: 12 }, (_, guesses) => {
      const spent = Array.from({ length: guesses }, (_none, count) => paceOf([pair(count)], false, start));
      return guesses / (spent.reduce((sum, ms) => sum + ms, 0) + forgottenAfterMs);
    });
    expect(Math.max(...rates)).toBeLessThanOrEqual(1 / paceOf([pair(99)], false, start));
  });
});
