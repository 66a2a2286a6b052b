import { workingDaysBetween } from '../clock/calendar';
import { civilDateOf, type CivilDate } from '../clock/civil';
import { plusMs } from '../clock/instant';
import { dueFrom, dueOnOf, type Due } from '../clock/term';
import type { Context } from '../context';
import { clockRow, matchingRow, type Facts } from '../policy/clocks';
import { publicNotice } from '../policy/dates';
import type { Deadline } from '../stream';

/** Whole days from one civil day to another. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** In what a clock was counted when it was armed, whatever the row of today says: the case may have been graded up since. */
export const unitOf = (
  { policy }: Pick<Context, 'policy'>,
  { clock, because }: Pick<Deadline, 'clock' | 'because'>,
  facts: Facts,
): 'exact' | 'working days' | 'days' => {
  // A pack may leave this row out.
  const { term } = clock === 'service-effective' ? publicNotice(policy, facts) : clockRow(policy, clock, facts);
  if ('seconds' in term || 'hours' in term) return 'exact';
  return 'wd' in term || because.days.length > 0 ? 'working days' : 'days';
};

/**
 * When a stopped clock is due once it runs again, as it is counted: the remainder is kept in working days where its term
 * counts working days, in days where it counts days or months, else in milliseconds (settled 7).
 */
export const remainingDue = (context: Context, deadline: Deadline, facts: Facts): Due => {
  const { clock, dueAt, dueOn, remainingMs = 0 } = deadline;
  const unit = unitOf(context, deadline, facts);
  if (unit === 'exact') {
    const at = plusMs(context.now, remainingMs);
    return { dueAt: at, dueOn: dueOnOf(at), days: [], provisional: false };
  }
  const stoppedOn = civilDateOf(plusMs(dueAt, -remainingMs));
  if (unit === 'working days') {
    const wd = Math.max(1, workingDaysBetween(context.calendar, stoppedOn, dueOn));
    return dueFrom(context.calendar, context.now, { wd });
  }
  const term = matchingRow(context.policy, clock, facts)?.term;
  const roll = term !== undefined && 'roll' in term && term.roll;
  return dueFrom(context.calendar, context.now, { days: Math.max(1, daysBetween(stoppedOn, dueOn)), roll });
};

/** The same where the clock goes on as the row that it was: its instant and its day. */
export const remainderOf = (context: Context, deadline: Deadline, facts: Facts): Pick<Due, 'dueAt' | 'dueOn'> => {
  const { dueAt, dueOn } = remainingDue(context, deadline, facts);
  return { dueAt, dueOn };
};
