import { civilDateOf, type CivilDate } from '../clock/civil';
import { plusMs, type Instant } from '../clock/instant';
import type { Context } from '../context';
import { ruleOf } from './proposals';
import type { Proposal } from './proposal';

/** The last civil day that has begun before an instant: one that is due at midnight is owed on the day before. */
const dayUntil = (instant: Instant): CivilDate => civilDateOf(plusMs(instant, -1));

/** True where time alone had taken what the proposal needs before an instant: its date, its clause (settled 1.2). */
export const wasPastBefore = (context: Context, proposal: Proposal, instant: Instant): boolean =>
  ruleOf(proposal).isPast?.(proposal.data, dayUntil(instant), context) === true;

/** The same on this day. */
export const isPastToday = (context: Context, proposal: Proposal): boolean =>
  ruleOf(proposal).isPast?.(proposal.data, civilDateOf(context.now), context) === true;
