import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Calendar, CalendarYear } from '../../../domain/clock/calendar';

const folder = join(__dirname, '../../../policies/calendars');

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isCalendarYear = (value: unknown): value is CalendarYear =>
  typeof value === 'object' &&
  value !== null &&
  'year' in value &&
  typeof value.year === 'number' &&
  'source' in value &&
  typeof value.source === 'string' &&
  'off' in value &&
  isTextList(value.off) &&
  'worked' in value &&
  isTextList(value.worked);

const readYear = (year: number): CalendarYear => {
  const value: unknown = parse(readFileSync(join(folder, `${String(year)}.yaml`), 'utf8'));
  if (!isCalendarYear(value)) throw new Error(`policies/calendars/${String(year)}.yaml is not a calendar year`);
  return value;
};

/** The three real tables, as they are shipped; 2027 is unknown to it. */
export const calendar2024to2026: Calendar = { version: 'test-2024-2026', years: [2024, 2025, 2026].map(readYear) };
