import fc from 'fast-check';
import { isWorkingDay } from '../../../domain/clock/calendar';
import { addDays, civilDateOf, startOfNextDay } from '../../../domain/clock/civil';
import { fromMs } from '../../../domain/clock/instant';
import {
  describeTerm,
  dueFrom,
  dueOnDate,
  halfOf,
  remainingMs,
  stepAt,
  type Due,
  type Term,
} from '../../../domain/clock/term';
import { calendar2024to2026 as calendar } from './calendars';

const fridayMorning = '2025-03-14T01:00:00.000Z';

describe('a period in working days', () => {
  it('ends with the n-th working day after the first day, at 24:00 in Shanghai', () => {
    expect(dueFrom(calendar, fridayMorning, { wd: 3 })).toEqual({
      dueAt: '2025-03-19T16:00:00.000Z',
      dueOn: '2025-03-19',
      days: ['2025-03-17', '2025-03-18', '2025-03-19'],
      provisional: false,
    });
  });

  it('does not depend on the hour at which it started, only on the Shanghai day', () => {
    expect(dueFrom(calendar, '2025-03-13T16:00:00.000Z', { wd: 1 }).dueOn).toBe('2025-03-17');
    expect(dueFrom(calendar, '2025-03-14T15:59:59.999Z', { wd: 1 }).dueOn).toBe('2025-03-17');
    expect(dueFrom(calendar, '2025-03-13T15:59:59.999Z', { wd: 1 }).dueOn).toBe('2025-03-14');
  });

  it('counts a make-up Saturday and skips the National Day week', () => {
    expect(dueFrom(calendar, '2025-09-30T02:00:00.000Z', { wd: 3 }).dueOn).toBe('2025-10-11');
  });

  it('is provisional across an unknown New Year', () => {
    expect(dueFrom(calendar, '2026-12-30T02:00:00.000Z', { wd: 3 })).toMatchObject({
      dueOn: '2027-01-04',
      provisional: true,
    });
  });

  it('of none ends with the day itself', () => {
    expect(dueFrom(calendar, fridayMorning, { wd: 0 })).toMatchObject({ dueOn: '2025-03-14', days: [] });
  });
});

describe('a period in calendar days', () => {
  it('moves its last day off a holiday when it is procedural', () => {
    expect(dueFrom(calendar, '2025-09-24T02:00:00.000Z', { days: 10, roll: true })).toEqual({
      dueAt: '2025-10-09T16:00:00.000Z',
      dueOn: '2025-10-09',
      days: [],
      provisional: false,
    });
  });

  it('moves to a make-up working day if that is the next one', () => {
    expect(dueFrom(calendar, '2026-02-18T02:00:00.000Z', { days: 10, roll: true }).dueOn).toBe('2026-02-28');
  });

  it('keeps its last day when it limits force, as a 30-day sealing does', () => {
    const sealed = dueFrom(calendar, '2025-09-03T02:00:00.000Z', { days: 30 });
    expect(sealed).toMatchObject({ dueOn: '2025-10-03', dueAt: '2025-10-03T16:00:00.000Z', provisional: false });
    expect(dueFrom(calendar, '2025-09-03T02:00:00.000Z', { days: 30, roll: false }).dueOn).toBe('2025-10-03');
  });

  it('is provisional only if rolling needed an unknown table', () => {
    expect(dueFrom(calendar, '2026-12-25T02:00:00.000Z', { days: 10 }).provisional).toBe(false);
    expect(dueFrom(calendar, '2026-12-25T02:00:00.000Z', { days: 10, roll: true }).provisional).toBe(true);
    expect(dueFrom(calendar, '2026-12-21T02:00:00.000Z', { days: 10, roll: true }).provisional).toBe(false);
  });
});

describe('a period in months', () => {
  it('ends on the same day of the month, or the last of a short one', () => {
    expect(dueFrom(calendar, fridayMorning, { months: 6 }).dueOn).toBe('2025-09-14');
    expect(dueFrom(calendar, '2025-08-31T02:00:00.000Z', { months: 6 }).dueOn).toBe('2026-02-28');
  });

  it('rolls only when told to', () => {
    expect(dueFrom(calendar, fridayMorning, { months: 6, roll: true }).dueOn).toBe('2025-09-15');
  });
});

describe('a period in hours or seconds', () => {
  it('is exact and knows no holiday', () => {
    expect(dueFrom(calendar, '2025-09-30T02:30:00.000Z', { hours: 24 })).toEqual({
      dueAt: '2025-10-01T02:30:00.000Z',
      dueOn: '2025-10-01',
      days: [],
      provisional: false,
    });
    expect(dueFrom(calendar, fridayMorning, { seconds: 8 }).dueAt).toBe('2025-03-14T01:00:08.000Z');
  });

  it('is due on the day it still runs in when it ends at midnight', () => {
    const due = dueFrom(calendar, '2025-03-13T16:00:00.000Z', { hours: 24 });
    expect(due).toMatchObject({ dueAt: '2025-03-14T16:00:00.000Z', dueOn: '2025-03-14' });
  });
});

describe('a printed date', () => {
  it('is the day that is still in time, and ends when the next one starts', () => {
    expect(dueOnDate(calendar, '2025-06-30')).toEqual({
      dueAt: '2025-06-30T16:00:00.000Z',
      dueOn: '2025-06-30',
      days: [],
      provisional: false,
    });
  });

  it('is kept on a holiday and in a year without a table', () => {
    expect(dueOnDate(calendar, '2025-10-05').dueOn).toBe('2025-10-05');
    expect(dueOnDate(calendar, '2027-06-30').provisional).toBe(false);
  });
});

describe('reminders and rungs', () => {
  const due = dueOnDate(calendar, '2026-10-09');

  it.each([
    [-1, '2026-10-08T01:00:00.000Z'],
    [-3, '2026-09-29T01:00:00.000Z'],
    [-15, '2026-09-11T01:00:00.000Z'],
    [0, '2026-10-09T01:00:00.000Z'],
    [1, '2026-10-10T01:00:00.000Z'],
    [2, '2026-10-12T01:00:00.000Z'],
  ])('at %d working days come at 09:00 of that working day', (wd, expected) => {
    expect(stepAt(calendar, due, { wd }, '09:00')).toBe(expected);
  });

  it('on the due day come then even if it is off, because the date does not move', () => {
    expect(stepAt(calendar, dueOnDate(calendar, '2025-10-05'), { wd: 0 }, '09:00')).toBe('2025-10-05T01:00:00.000Z');
  });

  it('are counted from the day people read, not from the midnight after it', () => {
    const friday = dueFrom(calendar, '2025-03-13T02:00:00.000Z', { wd: 1 });
    expect(stepAt(calendar, friday, { wd: 1 }, '09:00')).toBe('2025-03-17T01:00:00.000Z');
    expect(stepAt(calendar, friday, { wd: -1 }, '09:00')).toBe('2025-03-13T01:00:00.000Z');
  });

  it('in seconds or at once are exact', () => {
    expect(stepAt(calendar, due, { seconds: 4 }, '09:00')).toBe('2026-10-09T16:00:04.000Z');
    expect(stepAt(calendar, due, { seconds: -4 }, '09:00')).toBe('2026-10-09T15:59:56.000Z');
    expect(stepAt(calendar, due, { atOnce: true }, '09:00')).toBe(due.dueAt);
  });
});

describe('half a term', () => {
  it.each<[Term, number | undefined, Term]>([
    [{ wd: 15 }, 3, { wd: 8 }],
    [{ wd: 4 }, 3, { wd: 3 }],
    [{ wd: 6 }, 3, { wd: 3 }],
    [{ wd: 1 }, undefined, { wd: 1 }],
    [{ days: 15, roll: true }, 3, { days: 8, roll: true }],
    [{ days: 90 }, 3, { days: 45 }],
    [{ months: 3 }, undefined, { months: 2 }],
    [{ hours: 25 }, undefined, { hours: 13 }],
    [{ seconds: 8 }, 3, { seconds: 4 }],
  ])('of %j with at least %s working days is %j', (term, minWd, expected) => {
    expect(halfOf(term, minWd)).toEqual(expected);
  });
});

it.each<[Term, string]>([
  [{ wd: 15 }, '15个工作日'],
  [{ wd: 0 }, '当日'],
  [{ days: 10 }, '10日'],
  [{ days: 30, roll: true }, '30日'],
  [{ months: 6 }, '6个月'],
  [{ hours: 24 }, '24小时'],
  [{ seconds: 8 }, '8秒'],
])('the term %j reads %s', (term, text) => {
  expect(describeTerm(term)).toBe(text);
});

it('the remaining time is zero at the first instant that is too late and negative after it', () => {
  expect(remainingMs('2025-06-30T16:00:00.000Z', '2025-06-30T15:59:59.999Z')).toBe(1);
  expect(remainingMs('2025-06-30T16:00:00.000Z', '2025-06-30T16:00:00.000Z')).toBe(0);
  expect(remainingMs('2025-06-30T16:00:00.000Z', '2025-06-30T16:00:01.000Z')).toBe(-1000);
});

it.each<Term>([
  { wd: -1 },
  { wd: 1.5 },
  { days: -1 },
  { hours: 0 },
  { seconds: 0 },
  { months: 0 },
  { seconds: Number.NaN },
])('the term %j is a bug', (term) => {
  expect(() => dueFrom(calendar, fridayMorning, term)).toThrow(RangeError);
});

describe('any deadline', () => {
  const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) }).map(fromMs);
  const amount = fc.integer({ min: 1, max: 60 });
  const term: fc.Arbitrary<Term> = fc.oneof(
    amount.map((wd) => ({ wd })),
    fc.record({ days: amount, roll: fc.boolean() }),
    fc.record({ months: fc.integer({ min: 1, max: 24 }), roll: fc.boolean() }),
    amount.map((hours) => ({ hours })),
    amount.map((seconds) => ({ seconds })),
  );
  const isEndOfDay = (due: Due): boolean => due.dueAt === startOfNextDay(due.dueOn);

  it('comes after its start, and its last millisecond in time lies on the day people read', () => {
    fc.assert(
      fc.property(start, term, (from, length) => {
        const due = dueFrom(calendar, from, length);
        expect(due.dueAt > from).toBe(true);
        expect(due.dueOn >= civilDateOf(from)).toBe(true);
        expect(due.dueAt > fromMs(Date.parse(`${due.dueOn}T00:00:00.000+08:00`))).toBe(true);
        expect(due.dueAt <= startOfNextDay(due.dueOn)).toBe(true);
      }),
    );
  });

  it('in days ends at midnight, and on a working day if it is counted in them or rolls', () => {
    fc.assert(
      fc.property(start, amount, (from, n) => {
        const dues = [dueFrom(calendar, from, { wd: n }), dueFrom(calendar, from, { days: n, roll: true })];
        expect(dues.every(isEndOfDay)).toBe(true);
        expect(dues.every((due) => isWorkingDay(calendar, due.dueOn))).toBe(true);
        const fixed = dueFrom(calendar, from, { days: n });
        expect(fixed.dueOn).toBe(addDays(civilDateOf(from), n));
      }),
    );
  });

  it('never comes earlier for a longer term', () => {
    fc.assert(
      fc.property(start, amount, (from, n) => {
        expect(dueFrom(calendar, from, { wd: n }).dueAt < dueFrom(calendar, from, { wd: n + 1 }).dueAt).toBe(true);
        const rolled = dueFrom(calendar, from, { days: n, roll: true });
        expect(rolled.dueAt <= dueFrom(calendar, from, { days: n + 1, roll: true }).dueAt).toBe(true);
      }),
    );
  });
});
