import { addDays, dayOfWeek, yearOf, type CivilDate } from './civil';

/**
 * The State Council's arrangement for one year (lifecycle 2.5 rule 3, 2.8).
 * `off`: days without work, weekends inside a holiday included; `worked`: make-up Saturdays and Sundays.
 * `source`: the notice, as shown to people.
 */
export interface CalendarYear {
  year: number;
  off: CivilDate[];
  worked: CivilDate[];
  source: string;
}

/** All known years; `version` is stored with every date computed from it, so that a date can explain itself. */
export interface Calendar {
  version: string;
  years: CalendarYear[];
}

/**
 * The end of a count. `days`: the working days counted, in the order of counting (backwards if the count went backwards),
 * the first 30 at most. `provisional`: the count looked at a day of a year whose arrangement is not known.
 */
export interface Count {
  date: CivilDate;
  days: CivilDate[];
  provisional: boolean;
}

const mostDaysListed = 30;
// A count runs day by day, so an absurd one would block the thread; forty years of working days is beyond any period.
const mostWorkingDays = 10_000;

/** All tables are asked, not only the year's own: New Year's arrangement may free or use days of the December before. */
export const isWorkingDay = (calendar: Calendar, date: CivilDate): boolean => {
  if (calendar.years.some((year) => year.worked.includes(date))) return true;
  if (calendar.years.some((year) => year.off.includes(date))) return false;
  const weekday = dayOfWeek(date);
  return weekday >= 1 && weekday <= 5;
};

/** True in a year without a table, where Monday to Friday count until the arrangement appears (edge-cases X-2). */
export const isProvisional = (calendar: Calendar, date: CivilDate): boolean => {
  const year = yearOf(date);
  return !calendar.years.some((table) => table.year === year);
};

/**
 * Years whose arrangement should be known on that day and is not: its own, and from 1 November the next, which appears
 * about then (lifecycle 2.5 rule 3, settled 5.9).
 */
export const missingYears = (calendar: Calendar, today: CivilDate): number[] => {
  const year = yearOf(today);
  const wanted = today >= `${String(year)}-11-01` ? [year, year + 1] : [year];
  return wanted.filter((one) => !calendar.years.some((table) => table.year === one));
};

interface Day {
  works: boolean;
  provisional: boolean;
  next: CivilDate;
  previous: CivilDate;
}

/** Counts ask for the same few hundred days again and again; a calendar never changes, so what was found out stays true. */
const knownDays = new WeakMap<Calendar, Map<CivilDate, Day>>();

const dayOf = (calendar: Calendar, date: CivilDate): Day => {
  const days = knownDays.get(calendar) ?? new Map<CivilDate, Day>();
  if (days.size === 0) knownDays.set(calendar, days);
  const known = days.get(date);
  if (known) return known;
  const day = {
    works: isWorkingDay(calendar, date),
    provisional: isProvisional(calendar, date),
    next: addDays(date, 1),
    previous: addDays(date, -1),
  };
  days.set(date, day);
  return day;
};

/**
 * Counts `n` working days from `date`, which is itself never counted (lifecycle 2.5 rule 2); backwards if `n` is negative.
 * The result is a working day, except for `n` = 0, which counts nothing and returns `date` as it is.
 *
 * @throws RangeError if `n` is not a whole number of at most 10,000 either way.
 */
export const addWorkingDays = (calendar: Calendar, date: CivilDate, n: number): Count => {
  if (!Number.isInteger(n) || Math.abs(n) > mostWorkingDays)
    throw new RangeError(`cannot count ${String(n)} working days`);
  const days: CivilDate[] = [];
  let reached = date;
  let provisional = false;
  for (let left = Math.abs(n); left > 0;) {
    const from = dayOf(calendar, reached);
    reached = n < 0 ? from.previous : from.next;
    const day = dayOf(calendar, reached);
    provisional ||= day.provisional;
    if (!day.works) continue;
    left -= 1;
    if (days.length < mostDaysListed) days.push(reached);
  }
  return { date: reached, days, provisional };
};

export const nextWorkingDayOnOrAfter = (calendar: Calendar, date: CivilDate): CivilDate =>
  isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1).date;

export const lastWorkingDayOnOrBefore = (calendar: Calendar, date: CivilDate): CivilDate =>
  isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, -1).date;

/**
 * Working days after `from` up to and including `to`; if `to` is earlier, minus those before `from` down to and including `to`.
 * So it undoes `addWorkingDays`: the days between `d` and `addWorkingDays(d, n)` are `n`.
 */
export const workingDaysBetween = (calendar: Calendar, from: CivilDate, to: CivilDate): number => {
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let day = from; day !== to;) {
    day = addDays(day, step);
    if (isWorkingDay(calendar, day)) count += step;
  }
  return count;
};
