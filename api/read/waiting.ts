import type { Instant } from '../../domain/clock/instant';
import type { WorklistCountersAnswer } from '../answers/worklist';
import { spansAt } from './due-spans';
import type { InboxItem } from './inbox';
import type { Worklist } from './worklist';

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
