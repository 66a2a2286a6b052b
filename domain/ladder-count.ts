import { dueFrom } from './clock/term';
import { plusMs, diffMs, type Instant } from './clock/instant';
import type { Context, LateCase } from './context';
import type { Addressee } from './stream';
import type { Term } from './clock/term';

/** The instant a window of this length began; windows look back, so calendar terms are taken as their length from now. */
const windowStart = (context: Context, term: Term): Instant => {
  const length = diffMs(dueFrom(context.calendar, context.now, term).dueAt, context.now);
  return plusMs(context.now, -length);
};

/** Where the window in which late cases are counted begins. */
export const windowOfLate = (context: Context): Instant => windowStart(context, context.policy.unitLadder.within);

/** What the unit ladder does now: opens or joins the interview with the counted cases, or the circular the second time. */
export interface Counted {
  act: 'interview' | 'circular';
  cases: LateCase[];
}

/**
 * Three late cases of one unit or subject within thirty days, or one 重大 late by more than five working days, make one
 * interview; a second time within the quarter a circular (lifecycle 2.7; all three are pack values).
 */
export const countLate = (
  context: Context,
  addressee: Addressee,
  own: { dueAt: Instant; major: boolean },
): Counted | null => {
  const ladder = context.policy.unitLadder;
  const late = context.lookups.lateCases(addressee, windowOfLate(context));
  const majorLate =
    own.major && context.now > dueFrom(context.calendar, plusMs(own.dueAt, -1), ladder.majorLateBy).dueAt;
  if (late.length + 1 < ladder.lateCases && !majorLate) return null;
  const open = context.lookups.escalation(ladder.act, addressee);
  if (open.linked) return null;
  const repeated =
    open.fresh && context.lookups.unitInterviews(addressee, windowStart(context, ladder.secondWithin)) > 0;
  return { act: repeated ? ladder.secondAct : ladder.act, cases: late };
};
