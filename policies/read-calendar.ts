import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar, CalendarYear } from '../domain/clock/calendar';
import { dayOfWeek, yearOf } from '../domain/clock/civil';
import { deepFreeze } from './deep-freeze';
import { pointerOf, type Outcome, type Problem } from './problems';
import { readYaml, type YamlFile } from './read-yaml';
import { calendarShape } from './validate';

type Finding = Pick<Problem, 'code' | 'message'> & { path: (string | number)[] };

const isWeekend = (date: string): boolean => [0, 6].includes(dayOfWeek(date));

const meaningOf = (year: CalendarYear, fileName: string): Finding[] => [
  ...(fileName === `${String(year.year)}.yaml`
    ? []
    : [{ code: 'misplaced', path: ['year'], message: `文件名应为 ${String(year.year)}.yaml` }]),
  ...(['off', 'worked'] as const).flatMap((list) =>
    year[list].flatMap((date, i) =>
      // New Year's arrangement may free or use days of the December before.
      yearOf(date) === year.year || date >= `${String(year.year - 1)}-12-01`
        ? []
        : [{ code: 'wrong-year', path: [list, i], message: `${date} 不属于 ${String(year.year)} 年的安排` }],
    ),
  ),
  ...year.worked.flatMap((date, i) => {
    if (year.off.includes(date))
      return [{ code: 'off-and-worked', path: ['worked', i], message: `${date} 既放假又上班` }];
    return isWeekend(date)
      ? []
      : [{ code: 'not-a-weekend', path: ['worked', i], message: `${date} 不是周六、周日，无须调休上班` }];
  }),
];

const readYear = (folder: string, fileName: string): Outcome<CalendarYear> => {
  const read = readYaml(join(folder, fileName));
  if ('problems' in read) return read;
  const { value, locate }: YamlFile = read.value;
  const shaped = calendarShape()(value);
  const findings = 'shape' in shaped ? shaped.shape : meaningOf(shaped.value, fileName);
  if (findings.length > 0 || 'shape' in shaped) {
    return {
      problems: findings.map(({ path, code, message }) => ({ ...locate(path), path: pointerOf(path), message, code })),
    };
  }
  return { value: shaped.value };
};

/** Years and a digest: two calendars with the same days have the same version. */
const versionOf = (years: CalendarYear[]): string => {
  const days = years.map(({ year, off, worked }) => ({ year, off: [...off].sort(), worked: [...worked].sort() }));
  const digest = createHash('sha256').update(JSON.stringify(days)).digest('hex').slice(0, 8);
  return `${years.map(({ year }) => String(year)).join('+')}:${digest}`;
};

/** Reads all years of a folder `calendars/`, checked and frozen, earliest first. */
export const readCalendar = (folder: string): Outcome<Calendar> => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const read = files.map((name) => readYear(folder, name));
  const problems = read.flatMap((outcome) => ('problems' in outcome ? outcome.problems : []));
  if (problems.length > 0) return { problems };
  const years = read.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  return { value: deepFreeze({ version: versionOf(years), years }) };
};
