import { civilDateOf, startOfNextDay } from '../../domain/clock/civil';
import { plusMs, type Instant } from '../../domain/clock/instant';
import type { WorklistCountersAnswer } from '../answers/worklist';
import type { DueAsked } from '../dto/queries';
import type { InboxItem } from './inbox';
import type { DueSpan, Worklist } from './worklist';

const threeDaysMs = 3 * 86_400_000;

/** When what each count counts is due. */
export const spansAt = (now: Instant): Record<DueAsked, DueSpan> => {
  const endOfToday = startOfNextDay(civilDateOf(now));
  return {
    today: { after: now, until: endOfToday },
    'three-days': { after: now, until: plusMs(endOfToday, threeDaysMs) },
    overdue: { after: null, until: now },
  };
};

/** How much of what somebody owes is due when, and how much waits for his decision; a statement each. */
export const countersOf = async (
  worklist: Worklist,
  inbox: readonly InboxItem[],
  now: Instant,
): Promise<WorklistCountersAnswer> => {
  const spans = spansAt(now);
  const [dueToday, withinThreeDays, overdue] = await Promise.all([
    worklist.count(spans.today),
    worklist.count(spans['three-days']),
    worklist.count(spans.overdue),
  ]);
  return { dueToday, withinThreeDays, overdue, waitingForMe: inbox.length };
};
