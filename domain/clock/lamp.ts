import { addWorkingDays, type Calendar } from './calendar';
import { civilDateOf, startOfDay } from './civil';
import { plusMs, type Instant } from './instant';

export const LAMPS = ['green', 'yellow', 'red'] as const;
export type Lamp = (typeof LAMPS)[number];

/** When yellow begins: from 00:00 of the n-th working day before the due day, or that many seconds before the due instant. */
export type LampRule = { yellowWd: number } | { yellowSeconds: number };

/** The first instant that is yellow; at `yellowWd: n` it is the day on which the reminder "−n wd" goes out. */
const yellowFrom = (calendar: Calendar, dueAt: Instant, rule: LampRule): Instant => {
  if ('yellowSeconds' in rule) return plusMs(dueAt, -rule.yellowSeconds * 1000);
  const dueOn = civilDateOf(plusMs(dueAt, -1));
  return startOfDay(addWorkingDays(calendar, dueOn, -rule.yellowWd).date);
};

/**
 * The lamp of a running clock: red from `dueAt` on, which is the first instant too late (lifecycle 2.5 rule 0), yellow when
 * near by the pack's rule, else green. The calendar is used by rules in working days only.
 */
export const lampOf = (dueAt: Instant, now: Instant, rule: LampRule, calendar: Calendar): Lamp => {
  if (now >= dueAt) return 'red';
  return now >= yellowFrom(calendar, dueAt, rule) ? 'yellow' : 'green';
};
