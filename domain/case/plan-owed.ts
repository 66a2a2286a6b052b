import type { Context } from '../context';
import { pause } from '../deadlines';
import type { Arming } from '../arming';
import type { Arm, Deadline, DeadlineChanges } from '../stream';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { remainderOf } from './remainder';
import { factsOf, type Recording } from './recording';

/** What the decision clock of a plan refers to: it is no proposal. */
export const PLAN_REF = 'plan';

/**
 * True once the date has passed by which a plan must be finished: none can be filed any more, and so none is owed (settled
 * 5.4). Packs in seconds set no dates to plans.
 */
export const dateHasPassed = (
  { deadlines }: Pick<CaseFile, 'deadlines'>,
  { policy, now }: Pick<Context, 'policy' | 'now'>,
): boolean =>
  policy.acceptsPrintedDates &&
  deadlines.some(
    ({ clock, level, state, dueAt }) => clock === 'rectify' && level === 0 && (state === 'fired' || dueAt <= now),
  );

/**
 * The plan that a served 重大 owes: none is accepted, under review or owed already, and its date lies ahead. Who fixed it on
 * the spot was not served and can file none yet.
 */
export const planOwed = (recording: Recording, more: Partial<Pick<Arming, 'from'>> = {}): Arm[] => {
  const { file, context } = recording;
  const isOwed = file.deadlines.some(({ clock, level }) => clock === 'plan' && level === 0);
  const lacks = file.grade === 'major' && !file.planAccepted && file.plan === null && !isOwed && !file.fixedOnTheSpot;
  return lacks && !dateHasPassed(file, context) ? armFor(recording, 'plan', more) : [];
};

const reviewClocks = ({ deadlines }: CaseFile): Deadline[] => deadlines.filter(({ ref }) => ref === PLAN_REF);

/** Whether a hazard is closed is decided first: no plan is reviewed meanwhile. */
export const reviewStops = ({ file, context }: Recording): DeadlineChanges =>
  pause(reviewClocks(file), 'decision', context.now);

/** A closing that is sent back lets the plan be reviewed in the time that was left. */
export const reviewGoesOn = ({ file, context }: Recording): DeadlineChanges => ({
  resumes: reviewClocks(file)
    .filter(({ state }) => state === 'paused')
    .map((deadline) => ({
      deadlineId: deadline.deadlineId,
      ...remainderOf(context, deadline, { ...factsOf(file, context), act: 'plan' }),
    })),
});
