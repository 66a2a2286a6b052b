import { clockName } from '../clock-names';
import { cancel, joined, pause, resume, stopped } from '../deadlines';
import type { Arm, ClockName, DeadlineChanges } from '../stream';
import type { CaseStatus } from './file';
import { armFor } from './owing';
import { dateHasPassed } from './plan-owed';
import { remainingDue } from './remainder';
import { factsOf, type Recording } from './recording';

const SOURCE = { default: 'settled 7' };

/**
 * What is not asked for from the application to the end of the re-check: serving and reports of progress are refused then. A
 * plan may still be filed, but its date may pass meanwhile, and what passes needs none.
 */
const STANDING_STILL: readonly ClockName[] = ['serve', 'progress', 'plan'];

/** It hangs on, and its day does not move; what it starts then waits for the end of the re-check. */
const HANGING: ClockName = 'service-effective';

/** From the application to the decision on the closing. */
const UNDER_RECHECK: readonly CaseStatus[] = ['awaiting-recheck', 'rechecking', 'closure-review'];

/**
 * From the application to the end of the re-check who has a paper to serve or progress to report is not late, and a public
 * notice that has hung its time starts nothing yet.
 */
export const standStill = ({ file, context }: Recording): DeadlineChanges =>
  joined(...[...STANDING_STILL, HANGING].map((clock) => pause(file.deadlines, clock, context.now)));

/** What of this is armed while it cannot be done stands still from the start, with its whole term left; the rest runs. */
export const armStill = ({ file: { status }, context }: Recording, arms: Arm[]): DeadlineChanges => ({
  arms,
  pauses: arms
    .filter(
      ({ clock, skipped }) => UNDER_RECHECK.includes(status) && STANDING_STILL.includes(clock) && skipped !== true,
    )
    .map((one) => stopped(one, context.now)),
});

/**
 * It can be done again. The date moves by the time that was left, its steps by the calendar (settled 5.1, 7); what was late
 * before it was barred stays late and climbs on (settled 5.2).
 */
const goOn = (recording: Recording, clock: ClockName): DeadlineChanges => {
  const { file, context } = recording;
  const family = file.deadlines.filter((deadline) => deadline.clock === clock);
  if (clock === 'plan' && dateHasPassed(file, context)) return cancel(family, 'date-passed');
  const still = family.find(({ level, state }) => level === 0 && state === 'paused');
  if (still === undefined) return resume(family, clock, context.now);
  const due = remainingDue(context, still, factsOf(file, context));
  const rule = `${clockName(clock)}：复查期间停止计算，按剩余时间续计`;
  const { addressee } = still;
  return joined(cancel(family, 'resumed'), {
    arms: armFor(recording, clock, { addressee, instead: { due, rule, source: SOURCE } }),
  });
};

/** Everything that stood still goes on; a public notice whose day has passed takes effect now, as on that day (settled 5.5). */
export const standNoLonger = (recording: Recording): DeadlineChanges =>
  joined(
    ...STANDING_STILL.map((clock) => goOn(recording, clock)),
    resume(recording.file.deadlines, HANGING, recording.context.now),
  );
