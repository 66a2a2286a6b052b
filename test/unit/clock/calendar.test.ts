import fc from 'fast-check';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  missingYears,
  nextWorkingDayOnOrAfter,
  workingDaysBetween,
} from '../../../domain/clock/calendar';
import { addDays, dayOfWeek } from '../../../domain/clock/civil';
import { calendar2024to2026 as calendar } from './calendars';

/** Lifecycle 2.8 as written there: single days and first…last. */
const off: Record<number, string> = {
  2024: '01-01 02-10…02-17 04-04…04-06 05-01…05-05 06-10 09-15…09-17 10-01…10-07',
  2025: '01-01 01-28…02-04 04-04…04-06 05-01…05-05 05-31…06-02 10-01…10-08',
  2026: '01-01…01-03 02-15…02-23 04-04…04-06 05-01…05-05 06-19…06-21 09-25…09-27 10-01…10-07',
};
const worked: Record<number, string> = {
  2024: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
};

const expand = (year: number, text: string): string[] =>
  text.split(' ').flatMap((span) => {
    const [first = '', last = first] = span.split('…');
    const days: string[] = [];
    for (let day = `${String(year)}-${first}`; day <= `${String(year)}-${last}`; day = addDays(day, 1)) days.push(day);
    return days;
  });

describe.each([2024, 2025, 2026])('the table of %d', (year) => {
  const table = calendar.years.find((candidate) => candidate.year === year);

  it('lists the days of the arrangement, and its notice', () => {
    expect(table?.off).toEqual(expand(year, off[year] ?? ''));
    expect(table?.worked).toEqual(expand(year, worked[year] ?? ''));
    expect(table?.source).toContain('国办发明电');
  });

  it('works every make-up day, all of them Saturdays or Sundays', () => {
    for (const day of table?.worked ?? []) {
      expect([0, 6]).toContain(dayOfWeek(day));
      expect(isWorkingDay(calendar, day)).toBe(true);
    }
  });

  it('makes every other day off or worked by its weekday', () => {
    for (let day = `${String(year)}-01-01`; day <= `${String(year)}-12-31`; day = addDays(day, 1)) {
      const listedOff = expand(year, off[year] ?? '').includes(day);
      const listedWorked = expand(year, worked[year] ?? '').includes(day);
      const weekend = [0, 6].includes(dayOfWeek(day));
      expect([day, isWorkingDay(calendar, day)]).toEqual([day, listedWorked || (!listedOff && !weekend)]);
      expect(isProvisional(calendar, day)).toBe(false);
    }
  });
});

describe('working days', () => {
  it.each([
    ['2025-09-30', 3, '2025-10-11'],
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-02-13', 10, '2026-03-05'],
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2026-10-09', -15, '2026-09-11'],
    ['2026-10-09', -20, '2026-09-04'],
  ])('counted from %s by %d end on %s', (from, n, expected) => {
    expect(addWorkingDays(calendar, from, n).date).toBe(expected);
    expect(workingDaysBetween(calendar, from, expected)).toBe(n);
  });

  it('are shown day by day, make-up Saturday included and holiday left out', () => {
    expect(addWorkingDays(calendar, '2025-09-30', 3).days).toEqual(['2025-10-09', '2025-10-10', '2025-10-11']);
    expect(addWorkingDays(calendar, '2025-10-11', -3).days).toEqual(['2025-10-10', '2025-10-09', '2025-09-30']);
  });

  it('are listed to the thirtieth at most, and still counted to the end', () => {
    const count = addWorkingDays(calendar, '2025-03-14', 40);
    expect(count.days).toHaveLength(30);
    expect(workingDaysBetween(calendar, '2025-03-14', count.date)).toBe(40);
  });

  it('never include the first day, nor any day if none is counted', () => {
    expect(addWorkingDays(calendar, '2025-03-14', 1)).toEqual({
      date: '2025-03-17',
      days: ['2025-03-17'],
      provisional: false,
    });
    expect(addWorkingDays(calendar, '2025-10-01', 0)).toEqual({ date: '2025-10-01', days: [], provisional: false });
  });

  it.each(['2025-01-31', '2025-04-04', '2025-05-02', '2025-10-03'])('do not include the Friday %s', (day) => {
    expect(dayOfWeek(day)).toBe(5);
    expect(isWorkingDay(calendar, day)).toBe(false);
  });

  it.each(['2026-01-02', '2026-02-20', '2026-05-01', '2026-06-19', '2026-09-25', '2026-10-02'])(
    'do not include the Friday %s either',
    (day) => {
      expect(dayOfWeek(day)).toBe(5);
      expect(isWorkingDay(calendar, day)).toBe(false);
    },
  );

  it('leave out those Fridays of 2025 and 2026 and no others', () => {
    const fridaysOff: string[] = [];
    for (let day = '2025-01-03'; day <= '2026-12-31'; day = addDays(day, 7)) {
      if (!isWorkingDay(calendar, day)) fridaysOff.push(day.slice(2));
    }
    expect(fridaysOff.join(' ')).toBe(
      '25-01-31 25-04-04 25-05-02 25-10-03 26-01-02 26-02-20 26-05-01 26-06-19 26-09-25 26-10-02',
    );
  });

  it.each([
    [24, '2025-05 2025-08 2026-01 2026-05 2026-10'],
    [26, '2025-04 2025-07 2025-10 2026-04 2026-07 2026-09 2026-12'],
  ])('miss the report day %d in the months %s', (dayOfMonth, months) => {
    const missed = [2025, 2026]
      .flatMap((year) =>
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((m) => `${String(year)}-${String(m).padStart(2, '0')}`),
      )
      .filter((month) => !isWorkingDay(calendar, `${month}-${String(dayOfMonth)}`));
    expect(missed.join(' ')).toBe(months);
  });

  it('are found around a holiday', () => {
    expect(nextWorkingDayOnOrAfter(calendar, '2025-10-01')).toBe('2025-10-09');
    expect(lastWorkingDayOnOrBefore(calendar, '2025-10-08')).toBe('2025-09-30');
    expect(nextWorkingDayOnOrAfter(calendar, '2025-10-11')).toBe('2025-10-11');
    expect(lastWorkingDayOnOrBefore(calendar, '2025-10-11')).toBe('2025-10-11');
    expect(lastWorkingDayOnOrBefore(calendar, '2025-05-24')).toBe('2025-05-23');
  });

  it('obey the next table where it rules a day of the December before', () => {
    const next = { year: 2027, off: ['2026-12-31'], worked: ['2026-12-27'], source: 'invented for this test' };
    const longer = { version: 'with-2027', years: [...calendar.years, next] };
    expect(isWorkingDay(longer, '2026-12-31')).toBe(false);
    expect(isWorkingDay(longer, '2026-12-27')).toBe(true);
  });
});

describe('a year without a table', () => {
  it('works Monday to Friday, provisionally', () => {
    expect(isWorkingDay(calendar, '2027-01-01')).toBe(true);
    expect(isWorkingDay(calendar, '2027-01-02')).toBe(false);
    expect(isProvisional(calendar, '2027-01-01')).toBe(true);
    expect(isProvisional(calendar, '2026-12-31')).toBe(false);
  });

  it('makes a count provisional as soon as it looks into it, in either direction', () => {
    expect(addWorkingDays(calendar, '2026-12-28', 3)).toMatchObject({ date: '2026-12-31', provisional: false });
    expect(addWorkingDays(calendar, '2026-12-28', 4)).toMatchObject({ date: '2027-01-01', provisional: true });
    expect(addWorkingDays(calendar, '2027-01-04', -2)).toMatchObject({ date: '2026-12-31', provisional: true });
    expect(addWorkingDays(calendar, '2024-01-02', -1)).toMatchObject({ date: '2023-12-29', provisional: true });
  });
});

describe('a year that is missing', () => {
  it('is asked for from 1 November of the year before, and all through itself', () => {
    expect(missingYears(calendar, '2026-10-31')).toEqual([]);
    expect(missingYears(calendar, '2026-11-01')).toEqual([2027]);
    expect(missingYears(calendar, '2027-06-01')).toEqual([2027]);
    expect(missingYears(calendar, '2027-11-01')).toEqual([2027, 2028]);
    expect(missingYears(calendar, '2025-11-01')).toEqual([]);
  });
});

describe('counting working days', () => {
  const anyDate = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2024-01-01', days));
  const anyWorkingDay = anyDate.map((date) => nextWorkingDayOnOrAfter(calendar, date));
  const count = fc.integer({ min: 0, max: 60 });
  const signed = fc.integer({ min: -60, max: 60 });

  it('never goes back in time for a positive number, nor forward for a negative one', () => {
    fc.assert(
      fc.property(anyDate, signed, (date, n) => {
        const reached = addWorkingDays(calendar, date, n).date;
        expect(Math.sign(n)).toBe(reached > date ? 1 : reached < date ? -1 : 0);
      }),
    );
  });

  it('always ends on a working day unless nothing is counted', () => {
    fc.assert(
      fc.property(anyDate, signed, (date, n) => {
        fc.pre(n !== 0);
        expect(isWorkingDay(calendar, addWorkingDays(calendar, date, n).date)).toBe(true);
      }),
    );
  });

  it('by n and then by m is counting by n + m', () => {
    fc.assert(
      fc.property(anyDate, count, count, fc.constantFrom(1, -1), (date, n, m, sign) => {
        const inTwo = addWorkingDays(calendar, addWorkingDays(calendar, date, sign * n).date, sign * m).date;
        expect(inTwo).toBe(addWorkingDays(calendar, date, sign * (n + m)).date);
      }),
    );
  });

  it('forth and back returns to a working day', () => {
    fc.assert(
      fc.property(anyWorkingDay, signed, (date, n) => {
        expect(addWorkingDays(calendar, addWorkingDays(calendar, date, n).date, -n).date).toBe(date);
      }),
    );
  });

  it('is undone by measuring the distance', () => {
    fc.assert(
      fc.property(anyDate, signed, (date, n) => {
        expect(workingDaysBetween(calendar, date, addWorkingDays(calendar, date, n).date)).toBe(n);
      }),
    );
  });

  it('keeps the order of the days it starts from', () => {
    fc.assert(
      fc.property(anyDate, anyDate, count, (a, b, n) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(addWorkingDays(calendar, earlier, n).date <= addWorkingDays(calendar, later, n).date).toBe(true);
      }),
    );
  });

  it.each([0.5, Number.NaN, Infinity, 10_001, -10_001])('by %d is a bug', (n) => {
    expect(() => addWorkingDays(calendar, '2025-01-01', n)).toThrow(RangeError);
  });
});
