import { at } from './shanghai';
import { baihe } from './baihe-town';
import { Play } from './play';

describe('U-36: a year without a table', () => {
  /** Due on 29 December 2026: reminders before it, rungs on 30 December and in January 2027. */
  const play = new Play(baihe, at('2026-12-01T09:00')).rectifying('2026-12-29');
  const rectify = play.file.deadlines.filter((deadline) => deadline.clock === 'rectify');
  const provisional = (level: number): boolean | undefined =>
    rectify.find((deadline) => deadline.level === level)?.because.provisional;

  it('leaves the printed date and what lies before New Year as they are', () => {
    expect([0, -1, -2, -3, -4, 1].map(provisional)).toEqual([false, false, false, false, false, false]);
  });

  it('makes every rung provisional whose count reaches into it', () => {
    expect([2, 3, 4].map(provisional)).toEqual([true, true, true]);
    expect(rectify.find((deadline) => deadline.level === 2)?.because.days).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('makes reminders provisional that are counted back through it', () => {
    const next = new Play(baihe, at('2026-12-01T09:00')).rectifying('2027-01-06');
    const reminders = next.file.deadlines.filter((deadline) => deadline.clock === 'rectify' && deadline.level < 0);
    // On the day itself nothing is counted; one, three and seven working days back are.
    expect(reminders.map((deadline) => [deadline.level, deadline.because.provisional])).toEqual([
      [-1, false],
      [-2, true],
      [-3, true],
      [-4, true],
    ]);
  });
});
