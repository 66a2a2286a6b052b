import { workingDaysBetween, type Calendar } from './calendar';
import { civilDateOf, type CivilDate } from './civil';
import type { Instant } from './instant';

/** Working days after today up to and including the day on which it is due; negative once that day is past. */
export const workingDaysLeft = (calendar: Calendar, now: Instant, dueOn: CivilDate): number =>
  workingDaysBetween(calendar, civilDateOf(now), dueOn);
