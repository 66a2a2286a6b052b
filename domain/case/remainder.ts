import { workingDaysBetween } from '../clock/calendar';
import { civilDateOf, type CivilDate } from '../clock/civil';
import { plusMs } from '../clock/instant';
import { dueFrom, type Due } from '../clock/term';
import type { Context } from '../context';
import { clockRow, type Facts } from '../policy/clocks';
import type { Deadline } from '../stream';

/** Whole days from one civil day to another. */
const daysBetween = (from: CivilDate, to: CivilDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * When a stopped clock is due once it runs again, as it is counted: the remainder is kept in working days where its term
 * counts working days, in days where it counts days or months, else in milliseconds (settled 7).
 */
export const remainingDue = (
  context: Context,
  { clock, dueAt, dueOn, because, remainingMs = 0 }: Deadline,
  facts: Facts,
): Due => {
  const { term } = clockRow(context.policy, clock, facts);
  if ('seconds' in term || 'hours' in term) {
    const at = plusMs(context.now, remainingMs);
    return { dueAt: at, dueOn: civilDateOf(plusMs(at, -1)), days: [], provisional: false };
  }
  const stoppedOn = civilDateOf(plusMs(dueAt, -remainingMs));
  // Counted in working days when it was armed, whatever the row of today says: the case may have been graded up since.
  if (!('wd' in term) && because.days.length === 0) {
    const { roll = false } = 'days' in term || 'months' in term ? term : {};
    return dueFrom(context.calendar, context.now, { days: Math.max(1, daysBetween(stoppedOn, dueOn)), roll });
  }
  const wd = Math.max(1, workingDaysBetween(context.calendar, stoppedOn, dueOn));
  return dueFrom(context.calendar, context.now, { wd });
};

/** The same where the clock goes on as the row that it was: its instant and its day. */
export const remainderOf = (context: Context, deadline: Deadline, facts: Facts): Pick<Due, 'dueAt' | 'dueOn'> => {
  const { dueAt, dueOn } = remainingDue(context, deadline, facts);
  return { dueAt, dueOn };
};
