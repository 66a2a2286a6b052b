import { dayMs, daysInMonth, existsOnCalendar, firstYear, lastYear, shanghaiOffsetMs } from './gregorian';
import { fromMs, toMs, type Instant } from './instant';

/** A day as people in Shanghai read it, `YYYY-MM-DD`; compares as text. */
export type CivilDate = string;

const civilShape = /^(\d{4})-(\d{2})-(\d{2})$/;
const wallTimeShape = /^([01]\d|2[0-3]):([0-5]\d)$/;

interface Parts {
  year: number;
  month: number;
  day: number;
}

const partsOf = (text: string): Parts | undefined => {
  const match = civilShape.exec(text);
  if (!match) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return existsOnCalendar(parts.year, parts.month, parts.day) ? parts : undefined;
};

const checkedParts = (date: CivilDate): Parts => {
  const parts = partsOf(date);
  if (!parts) throw new RangeError(`not a civil date: ${date}`);
  return parts;
};

/** Midnight of that date read as if it were UTC, which keeps day arithmetic free of zones. */
const utcMidnightMs = (date: CivilDate): number => {
  checkedParts(date);
  return Date.parse(`${date}T00:00:00.000Z`);
};

const dateAtUtcMs = (ms: number): CivilDate => fromMs(ms).slice(0, 10);

/** Reads `YYYY-MM-DD` strictly; undefined if the shape differs, the day does not exist or the year is not 2000–2099. */
export const parseCivilDate = (text: string): CivilDate | undefined => {
  const parts = partsOf(text);
  return parts && parts.year >= firstYear && parts.year <= lastYear ? text : undefined;
};

/** One decision asks the day of the same moment for every post and clock: reckoned once, that is a fifth less work. */
let lastAsked: { instant: Instant; date: CivilDate } | undefined;

/** The day in Shanghai at that instant: 2024-12-31T16:00Z is already 2025-01-01 (bad-input T7). */
export const civilDateOf = (instant: Instant): CivilDate => {
  if (lastAsked?.instant !== instant) {
    lastAsked = { instant, date: dateAtUtcMs(toMs(instant) + shanghaiOffsetMs) };
  }
  return lastAsked.date;
};

/** `YYYY-MM-DD HH:mm`, as the clock in Shanghai shows that instant. */
export const localTime = (instant: Instant): string =>
  fromMs(toMs(instant) + shanghaiOffsetMs)
    .slice(0, 16)
    .replace('T', ' ');

/** 00:00 in Shanghai. Throws RangeError if `date` is not a civil date, as all functions below do. */
export const startOfDay = (date: CivilDate): Instant => fromMs(utcMidnightMs(date) - shanghaiOffsetMs);

/** 24:00 in Shanghai: the first instant after the day, hence what a limit "by that day" ends at (lifecycle 2.5 rule 0). */
export const startOfNextDay = (date: CivilDate): Instant => fromMs(utcMidnightMs(date) + dayMs - shanghaiOffsetMs);

/** Shanghai wall time `HH:MM` (00:00–23:59) of that day. Throws RangeError for another shape. */
export const atTime = (date: CivilDate, wallTime: string): Instant => {
  const match = wallTimeShape.exec(wallTime);
  if (!match) throw new RangeError(`not a wall time HH:MM: ${wallTime}`);
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return fromMs(utcMidnightMs(date) + minutes * 60_000 - shanghaiOffsetMs);
};

/** `days` calendar days later, or earlier if negative. Throws RangeError for a fraction. */
export const addDays = (date: CivilDate, days: number): CivilDate => {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${String(days)}`);
  return dateAtUtcMs(utcMidnightMs(date) + days * dayMs);
};

/** The same day of the month, `months` later or earlier; the last day of a month that is too short (31 January → 28 February). */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  if (!Number.isInteger(months)) throw new RangeError(`not a whole number of months: ${String(months)}`);
  const { year, month, day } = checkedParts(date);
  const monthsSinceYear0 = year * 12 + (month - 1) + months;
  const newYear = Math.floor(monthsSinceYear0 / 12);
  const newMonth = monthsSinceYear0 - newYear * 12 + 1;
  const newDay = Math.min(day, daysInMonth(newYear, newMonth));
  return dateAtUtcMs(Date.UTC(newYear, newMonth - 1, newDay));
};

/** 0 is Sunday, 6 is Saturday. */
export const dayOfWeek = (date: CivilDate): number => new Date(utcMidnightMs(date)).getUTCDay();

export const yearOf = (date: CivilDate): number => checkedParts(date).year;
