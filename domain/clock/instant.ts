import { existsOnCalendar, firstYear, lastYear, shanghaiOffsetMs } from './gregorian';

/**
 * A moment, as ISO 8601 text in UTC with milliseconds and `Z`: `2025-03-14T01:00:00.000Z`.
 * Because the shape is fixed, comparing two texts compares two moments.
 */
export type Instant = string;

const canonical = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

const earliestMs = Date.UTC(firstYear, 0, 1) - shanghaiOffsetMs;
const tooLateMs = Date.UTC(lastYear + 1, 0, 1) - shanghaiOffsetMs;
const year0Ms = Date.parse('0000-01-01T00:00:00.000Z');
const year10000Ms = Date.UTC(10_000, 0, 1);

/**
 * Reads an RFC 3339 timestamp strictly: `T` and `Z` in capitals, an offset is required, the day must exist, no leap second
 * and no hour 24. Digits past the millisecond are cut off.
 *
 * @returns the same moment as UTC with milliseconds, or undefined if the text is anything else or its Shanghai day lies
 * outside 2000–2099 (bad-input T1, T3, T4, T6).
 */
export const parseInstant = (text: string): Instant | undefined => {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const part = (group: number): number => Number(match[group] ?? 0);
  const year = part(1);
  const month = part(2);
  const day = part(3);
  const hour = part(4);
  const minute = part(5);
  const second = part(6);
  const offsetHour = part(9);
  const offsetMinute = part(10);
  // Date.UTC would read the years 0–99 as 1900–1999, hence the rough check before the exact one.
  if (year < 1000 || !existsOnCalendar(year, month, day)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;

  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offsetMs = (offsetHour * 60 + offsetMinute) * 60_000 * (match[8] === '-' ? -1 : 1);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offsetMs;
  return ms >= earliestMs && ms < tooLateMs ? fromMs(ms) : undefined;
};

/**
 * Milliseconds since 1970-01-01T00:00Z.
 *
 * @throws RangeError if the text is not canonical: `Date.parse` would read a text without `Z` in the server's zone.
 */
export const toMs = (instant: Instant): number => {
  const ms = canonical.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not a canonical instant: ${instant}`);
  return ms;
};

/**
 * The instant of a number of milliseconds since 1970; fractions are cut off. Unlike `parseInstant` it is not held to
 * 2000–2099, because a computed limit may fall just outside.
 *
 * @throws RangeError outside the years 0000–9999, where the text would no longer sort.
 */
export const fromMs = (ms: number): Instant => {
  if (!(ms >= year0Ms && ms < year10000Ms)) throw new RangeError(`no instant of four-digit year: ${String(ms)} ms`);
  return new Date(Math.floor(ms)).toISOString();
};

export const plusMs = (instant: Instant, ms: number): Instant => fromMs(toMs(instant) + ms);

/** `a − b` in milliseconds: positive when `a` is the later one. */
export const diffMs = (a: Instant, b: Instant): number => toMs(a) - toMs(b);
