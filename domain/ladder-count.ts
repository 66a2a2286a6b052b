import { dueFrom } from './clock/term';
import { plusMs, diffMs, type Instant } from './clock/instant';
import type { Context } from './context';
import type { LinkedCase } from './escalation/file';
import type { Addressee } from './stream';
import type { Term } from './clock/term';

/** The instant a window of this length began; windows look back, so calendar terms are taken as their length from now. */
const windowStart = (context: Context, term: Term): Instant => {
  const length = diffMs(dueFrom(context.calendar, context.now, term).dueAt, context.now);
  return plusMs(context.now, -length);
};

/** Where the window in which late cases are counted begins. */
const windowOfLate = (context: Context): Instant => windowStart(context, context.policy.unitLadder.within);

/** The cases of an addressee that are late now, as an escalation over the counted ones links them. */
export const lateNow = (context: Context, addressee: Addressee): LinkedCase[] =>
  context.lookups
    .lateCases(addressee, windowOfLate(context))
    .map(({ caseId, cycle, major }) => ({ caseId, cycle, major }));

/**
 * Three late cases of one unit or subject within thirty days, or one 重大 late by more than five working days, make one
 * interview; a second time within the quarter a circular (lifecycle 2.7; all three are pack values). Null where it does nothing.
 */
export const countLate = (
  context: Context,
  addressee: Addressee,
  own: { dueAt: Instant; major: boolean },
): 'interview' | 'circular' | null => {
  const ladder = context.policy.unitLadder;
  const others = context.lookups.lateCount(addressee, windowOfLate(context), ladder.lateCases - 1);
  const majorLate =
    own.major && context.now > dueFrom(context.calendar, plusMs(own.dueAt, -1), ladder.majorLateBy).dueAt;
  if (others + 1 < ladder.lateCases && !majorLate) return null;
  const open = context.lookups.escalation(ladder.act, addressee);
  if (open.linked) return null;
  const repeated =
    open.fresh &&
    open.unasked === undefined &&
    context.lookups.unitInterviews(addressee, windowStart(context, ladder.secondWithin)) > 0;
  return repeated ? ladder.secondAct : ladder.act;
};
