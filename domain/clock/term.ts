import { addWorkingDays, isProvisional, nextWorkingDayOnOrAfter, type Calendar } from './calendar';
import { addDays, addMonths, atTime, civilDateOf, startOfNextDay, type CivilDate } from './civil';
import { diffMs, plusMs, type Instant } from './instant';

/**
 * How long a period is. `wd`: working days; `days`, `months`: by the calendar; `hours`, `seconds`: exact.
 * `roll` is for procedural periods, whose last day moves off a holiday; a limit on force, such as sealing, never has it
 * (lifecycle 2.5 rules 1 and 2). Whole numbers; `wd: 0` and `days: 0` are "the same day", the others start at 1.
 */
export type Term =
  | { wd: number }
  | { days: number; roll?: boolean }
  | { hours: number }
  | { seconds: number }
  | { months: number; roll?: boolean };

/**
 * The end of a period. `dueAt`: the first instant that is too late, so in time is `now < dueAt`; `dueOn`: the day people
 * read (lifecycle 2.5 rule 0). `days`: the working days counted, empty if the term is not in working days.
 * `provisional`: to be computed again when the arrangement of its year appears.
 */
export interface Due {
  dueAt: Instant;
  dueOn: CivilDate;
  days: CivilDate[];
  provisional: boolean;
}

const whole = (value: number, least: number): number => {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`not a term: ${String(value)}`);
  return value;
};

const onLastDay = (calendar: Calendar, lastDay: CivilDate, roll: boolean | undefined): Due => {
  const dueOn = roll ? nextWorkingDayOnOrAfter(calendar, lastDay) : lastDay;
  const provisional = roll === true && (isProvisional(calendar, lastDay) || isProvisional(calendar, dueOn));
  return { dueAt: startOfNextDay(dueOn), dueOn, days: [], provisional };
};

/** The day people read of a limit: the last one on which it is still in time (lifecycle 2.5 rule 0). */
export const dueOnOf = (dueAt: Instant): CivilDate => civilDateOf(plusMs(dueAt, -1));

const afterMs = (start: Instant, ms: number): Due => {
  const dueAt = plusMs(start, ms);
  return { dueAt, dueOn: dueOnOf(dueAt), days: [], provisional: false };
};

/**
 * The end of a period that starts at `start`, which for an obligation is its service, not its issue (lifecycle 2.5 rule 5).
 * In periods of days the first day is not counted and the last one runs to 24:00 in Shanghai (rules 2 and 6).
 *
 * @throws RangeError if the term is not a whole number in its range; packs are checked for that when they are loaded.
 */
export const dueFrom = (calendar: Calendar, start: Instant, term: Term): Due => {
  if ('wd' in term) {
    const { date, days, provisional } = addWorkingDays(calendar, civilDateOf(start), whole(term.wd, 0));
    return { dueAt: startOfNextDay(date), dueOn: date, days, provisional };
  }
  if ('days' in term) return onLastDay(calendar, addDays(civilDateOf(start), whole(term.days, 0)), term.roll);
  if ('months' in term) return onLastDay(calendar, addMonths(civilDateOf(start), whole(term.months, 1)), term.roll);
  if ('hours' in term) return afterMs(start, whole(term.hours, 1) * 3_600_000);
  return afterMs(start, whole(term.seconds, 1) * 1000);
};

/** A date printed in a served paper: it is kept even on a holiday and whatever table appears later (lifecycle 2.5 rule 2). */
export const dueOnDate = (_calendar: Calendar, date: CivilDate): Due => ({
  dueAt: startOfNextDay(date),
  dueOn: date,
  days: [],
  provisional: false,
});

/** When a reminder or rung is due relative to a limit. `wd`: signed working days from `dueOn`; `seconds`: signed, from `dueAt`. */
export type StepOffset = { wd: number } | { seconds: number } | { atOnce: true };

/**
 * The instant of a reminder or rung (lifecycle 2.5 rule 8): `wd` steps come at `wallTime` ('HH:MM' in Shanghai, the pack's
 * `stepAt`) of the n-th working day before or after `dueOn`, `wd: 0` at that time of `dueOn` itself, `atOnce` at `dueAt`.
 * Beware that `wd: 0` may lie after a `dueAt` that is early in the day, as of a period in hours.
 *
 * @throws RangeError if `wd` is not whole, `seconds` is not a number or `wallTime` is malformed.
 */
export const stepAt = (calendar: Calendar, due: Due, offset: StepOffset, wallTime: string): Instant => {
  if ('wd' in offset) return atTime(addWorkingDays(calendar, due.dueOn, offset.wd).date, wallTime);
  if ('seconds' in offset) return plusMs(due.dueAt, offset.seconds * 1000);
  return due.dueAt;
};

/**
 * The working days between a limit and its reminder or rung, and whether they lie in a year without a table, so that the
 * step is provisional although the limit itself may not be (settled 5.9).
 */
export const stepCount = (calendar: Calendar, due: Due, offset: StepOffset): Pick<Due, 'days' | 'provisional'> => {
  if (!('wd' in offset)) return { days: [], provisional: due.provisional };
  const { days, provisional } = addWorkingDays(calendar, due.dueOn, offset.wd);
  return { days, provisional: due.provisional || provisional };
};

/** Milliseconds until it is too late; zero or negative once it is. */
export const remainingMs = (dueAt: Instant, now: Instant): number => diffMs(dueAt, now);

/**
 * Half the term, rounded up to whole units of its own; in working days at least `minWd`. For rectifying after a relapse
 * (lifecycle 2.5, "Rectify after a relapse"); the minimum is the pack's.
 */
export const halfOf = (term: Term, minWd = 1): Term => {
  if ('wd' in term) return { wd: Math.max(minWd, Math.ceil(term.wd / 2)) };
  if ('days' in term) return { ...term, days: Math.ceil(term.days / 2) };
  if ('months' in term) return { ...term, months: Math.ceil(term.months / 2) };
  if ('hours' in term) return { hours: Math.ceil(term.hours / 2) };
  return { seconds: Math.ceil(term.seconds / 2) };
};

/** The term in Chinese, as papers and screens print it: 15个工作日, 10日, 6个月, 24小时, 8秒; 当日 for the same day. */
export const describeTerm = (term: Term): string => {
  if ('wd' in term) return term.wd === 0 ? '当日' : `${String(term.wd)}个工作日`;
  if ('days' in term) return term.days === 0 ? '当日' : `${String(term.days)}日`;
  if ('months' in term) return `${String(term.months)}个月`;
  if ('hours' in term) return `${String(term.hours)}小时`;
  return `${String(term.seconds)}秒`;
};
