import { clockName } from '../clock-names';
import { cancel, joined, pause, resume, stopped } from '../deadlines';
import type { Arm, ClockName, DeadlineChanges } from '../stream';
import type { CaseFile, CaseStatus } from './file';
import { armFor } from './owing';
import { dateHasPassed } from './plan-owed';
import type { CaseProposalAct } from './proposal';
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

/** While it is open the grade is not the unit's to give. */
const CONFIRMING: CaseProposalAct = 'confirm-major';

/** From the application to the decision on the closing. */
const UNDER_RECHECK: readonly CaseStatus[] = ['awaiting-recheck', 'rechecking', 'closure-review'];

/**
 * From the application to the end of the re-check who has a paper to serve or progress to report is not late, and a public
 * notice that has hung its time starts nothing yet.
 */
export const standStill = ({ file, context }: Recording): DeadlineChanges =>
  joined(...[...STANDING_STILL, HANGING].map((clock) => pause(file.deadlines, clock, context.now)));

/** Whether a clock stands still now: during a re-check, or while its grade lies with the department. */
const standsNow = ({ status, proposals }: CaseFile, clock: ClockName): boolean =>
  (UNDER_RECHECK.includes(status) && STANDING_STILL.includes(clock)) ||
  (clock === 'grade' && proposals.some(({ act }) => act === CONFIRMING));

/** What of this is armed while it cannot be done stands still from the start, with its whole term left; the rest runs. */
export const armStill = ({ file, context }: Recording, arms: Arm[]): DeadlineChanges => ({
  arms,
  pauses: arms
    .filter(({ clock, skipped }) => standsNow(file, clock) && skipped !== true)
    .map((one) => stopped(one, context.now)),
});

/**
 * It can be done again. The date moves by the time that was left, its steps by the calendar (settled 5.1, 7); what was late
 * before it was barred stays late and climbs on (settled 5.2).
 */
const goOn = (recording: Recording, clock: ClockName, during = '复查期间'): DeadlineChanges => {
  const { file, context } = recording;
  const family = file.deadlines.filter((deadline) => deadline.clock === clock);
  if (clock === 'plan' && dateHasPassed(file, context)) return cancel(family, 'date-passed');
  const still = family.find(({ level, state }) => level === 0 && state === 'paused');
  if (still === undefined) return resume(family, clock, context.now);
  const due = remainingDue(context, still, factsOf(file, context));
  const rule = `${clockName(clock)}：${during}停止计算，按剩余时间续计`;
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

/** Nobody grades what lies with the department to be confirmed as 重大: the clock of the grade stands still meanwhile. */
export const gradeStandsStill = ({ file, context }: Recording, act: string): DeadlineChanges =>
  act === CONFIRMING ? pause(file.deadlines, 'grade', context.now) : {};

/** It was not confirmed, and is graded in the time that was left. */
export const gradeGoesOn = (recording: Recording, act: string): DeadlineChanges =>
  act === CONFIRMING ? goOn(recording, 'grade', '重大隐患认定审批期间') : {};
