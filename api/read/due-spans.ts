import { civilDateOf, startOfNextDay } from '../../domain/clock/civil';
import { plusMs, type Instant } from '../../domain/clock/instant';
import type { DueAsked } from '../dto/queries';

/** What is due after one instant, where there is one, and not after the other. */
export interface DueSpan {
  after: Instant | null;
  until: Instant;
}

const threeDaysMs = 3 * 86_400_000;

/** When what each count counts is due; within three days is what is due today as well. */
export const spansAt = (now: Instant): Record<DueAsked, DueSpan> => {
  const endOfToday = startOfNextDay(civilDateOf(now));
  return {
    today: { after: now, until: endOfToday },
    'three-days': { after: now, until: plusMs(endOfToday, threeDaysMs) },
    overdue: { after: null, until: now },
  };
};
