import { addWorkingDays, workingDaysBetween } from '../clock/calendar';
import { civilDateOf, startOfNextDay } from '../clock/civil';
import { diffMs, plusMs, type Instant } from '../clock/instant';
import { stepAt, type Due } from '../clock/term';
import { clockName } from '../clock-names';
import type { Context } from '../context';
import { cancel, joined, stopped } from '../deadlines';
import { clockRow } from '../policy/clocks';
import type { ClockName, Deadline, DeadlineChanges } from '../stream';
import { L1, L2 } from './deciders';
import type { CaseFile, CaseStatus, Suspension } from './file';
import { issuerOf, orderInForce } from './issuing';
import { armFor } from './owing';
import { PLAN_REF } from './plan-owed';
import type { Steps } from './proposals/rule';
import { factsOf, type Recording } from './recording';
import { remainingDue } from './remainder';

const SOURCE = { default: 'settled 7' };

/** What stands still while a case is suspended; a limit on force, a report up and the decisions on what goes on run. */
const STANDS_STILL: readonly ClockName[] = ['serve', 'service-effective', 'plan', 'rectify', 'progress', 'recheck'];

const standsStill = ({ clock, ref }: Deadline): boolean =>
  STANDS_STILL.includes(clock) || (clock === 'decision' && ref === PLAN_REF);

/** Everything that counts against somebody stops, with what each had left (T16). */
export const stopAll = ({ file, context }: Recording): DeadlineChanges => ({
  pauses: file.deadlines
    .filter((deadline) => deadline.state === 'armed' && standsStill(deadline))
    .map((deadline) => stopped(deadline, context.now)),
});

const countsDays = (context: Context, file: CaseFile, clock: ClockName): boolean => {
  const { term } = clockRow(context.policy, clock, factsOf(file, context));
  return !('seconds' in term || 'hours' in term);
};

/** An instant as many working days, or as much time, from now as it was from the suspension. */
const shifted = (context: Context, since: Instant, { dueAt, dueOn, level }: Deadline, inDays: boolean): Due => {
  const { calendar, now, policy } = context;
  if (!inDays) {
    const at = plusMs(dueAt, diffMs(now, since));
    return { dueAt: at, dueOn: civilDateOf(plusMs(at, -1)), days: [], provisional: false };
  }
  const left = workingDaysBetween(calendar, civilDateOf(since), level === 0 ? dueOn : civilDateOf(dueAt));
  const { date, days, provisional } = addWorkingDays(calendar, civilDateOf(now), left);
  const due: Due = { dueAt: startOfNextDay(date), dueOn: date, days, provisional };
  return level === 0 ? due : { ...due, dueAt: stepAt(calendar, due, { wd: 0 }, policy.stepAt) };
};

const sameFamily = (one: Deadline, other: Deadline): boolean =>
  one.clock === other.clock && one.cycle === other.cycle && one.n === other.n;

/** A family whose date was running goes on with what it had left, its steps by the calendar (settled 5.1, 7). */
const goOn = (recording: Recording, zero: Deadline): DeadlineChanges => {
  const { file, context } = recording;
  const { clock, addressee, ref } = zero;
  const facts = { ...factsOf(file, context), ...(ref === PLAN_REF ? { act: 'plan' } : {}) };
  const due = remainingDue(context, zero, facts);
  const rule = `${clockName(clock)}：中止期间停止计算，按剩余时间续计`;
  return joined(
    cancel(
      file.deadlines.filter((other) => sameFamily(zero, other)),
      'resumed',
    ),
    {
      arms: armFor(recording, clock, {
        addressee,
        ...(ref === undefined ? {} : { ref }),
        instead: { due, rule, source: SOURCE },
      }),
    },
  );
};

/** What stood still before the suspension as well keeps standing; its instant moves by the time of the suspension. */
const moved = ({ file, context }: Recording, { since }: Suspension, standing: Deadline): DeadlineChanges => {
  if (standing.dueAt <= since) return {};
  const due = shifted(context, since, standing, countsDays(context, file, standing.clock));
  const rule = `${standing.because.rule}；中止期间不计`;
  const because = { ...standing.because, rule, calendarVersion: context.calendar.version };
  return {
    moves: [
      {
        deadlineId: standing.deadlineId,
        dueAt: due.dueAt,
        dueOn: standing.level === 0 ? due.dueOn : standing.dueOn,
        because,
      },
    ],
  };
};

/** Rungs of a date that had been missed before go on with the time that each had left. */
const climbOn = ({ file, context }: Recording, { since }: Suspension, step: Deadline): DeadlineChanges => {
  const { dueAt } = shifted(context, since, step, countsDays(context, file, step.clock));
  return { resumes: [{ deadlineId: step.deadlineId, dueAt, dueOn: step.dueOn }] };
};

/** T17: everything that was stopped goes on with exactly the time that it had left. */
export const restoreAll = (recording: Recording, suspension: Suspension): DeadlineChanges => {
  const paused = recording.file.deadlines.filter((deadline) => deadline.state === 'paused' && standsStill(deadline));
  const byUs = paused.filter(({ deadlineId }) => suspension.stopped.includes(deadlineId));
  const zeros = byUs.filter(({ level }) => level === 0);
  const steps = byUs.filter(
    ({ level, ...step }) => level !== 0 && !zeros.some((zero) => sameFamily(zero, { level, ...step })),
  );
  const others = paused.filter((deadline) => !byUs.includes(deadline));
  return joined(
    ...zeros.map((zero) => goOn(recording, zero)),
    ...steps.map((step) => climbOn(recording, suspension, step)),
    ...others.map((standing) => moved(recording, suspension, standing)),
  );
};

/** States in which something runs that could stand still (T16, S4 to S8). */
export const SUSPENDABLE: readonly CaseStatus[] = [
  'notified',
  'rectifying',
  'awaiting-recheck',
  'rechecking',
  'closure-review',
];

/** Whether and until when: L2; over the order of a district department that department (authority.md 1). */
export const suspensionDeciders = (file: CaseFile, context: Context): Steps => {
  const order = orderInForce(file);
  const issuer = order === undefined ? null : issuerOf(order);
  const isDistrict = issuer !== null && context.directory.units[issuer]?.townId === null;
  return file.grade === 'major' && isDistrict
    ? { steps: [{ roles: ['DS'], unitId: issuer }], above: [] }
    : { steps: [L2], above: [L1] };
};
