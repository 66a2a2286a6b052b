import { workingDaysBetween } from '../clock/calendar';
import { civilDateOf } from '../clock/civil';
import { plusMs, type Instant } from '../clock/instant';
import { dueFrom } from '../clock/term';
import type { Context } from '../context';
import { clockRow, type Facts } from '../policy/clocks';
import type { Deadline } from '../stream';

/**
 * When a stopped clock is due once it runs again: the remainder is kept in working days where its term counts working days,
 * else in milliseconds (settled 7).
 */
export const remainderOf = (
  context: Context,
  { clock, dueAt, dueOn, remainingMs = 0 }: Deadline,
  facts: Facts,
): { dueAt: Instant; dueOn: string } => {
  const { term } = clockRow(context.policy, clock, facts);
  if (!('wd' in term)) {
    const at = plusMs(context.now, remainingMs);
    return { dueAt: at, dueOn: civilDateOf(plusMs(at, -1)) };
  }
  const stoppedOn = civilDateOf(plusMs(dueAt, -remainingMs));
  const wd = Math.max(1, workingDaysBetween(context.calendar, stoppedOn, dueOn));
  const due = dueFrom(context.calendar, context.now, { wd });
  return { dueAt: due.dueAt, dueOn: due.dueOn };
};
