/** Milliseconds of a civil day; Shanghai has had no daylight saving since 1991, so every day has this length. */
export const dayMs = 86_400_000;

/** Asia/Shanghai is UTC+08:00 all through the accepted range (lifecycle 2.5 rule 6). */
export const shanghaiOffsetMs = 8 * 3_600_000;

export const firstYear = 2000;
export const lastYear = 2099;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month (1–12) of a Gregorian year; 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number => {
  if (!Number.isInteger(month) || month < 1 || month > 12) return 0;
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Whether the day exists: `Date` would silently turn 29 February 2025 into 1 March. */
export const existsOnCalendar = (year: number, month: number, day: number): boolean =>
  Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month);
