import { workingDaysBetween } from '../clock/calendar';
import { addDays, civilDateOf, type CivilDate } from '../clock/civil';
import { diffMs, plusMs, type Instant } from '../clock/instant';
import { dueFrom, dueOnDate, dueOnOf, stepAt, type Due } from '../clock/term';
import { clockName } from '../clock-names';
import type { Context } from '../context';
import { cancel, joined, meet, stopped } from '../deadlines';
import { clockRow } from '../policy/clocks';
import { SYSTEM, type Arm, type ClockName, type Deadline, type DeadlineChanges } from '../stream';
import { L1, L2, type Proposal } from './proposal';
import type { CaseFile, CaseStatus } from './file';
import { issuerOf, orderInForce } from './issuing';
import { armFor } from './owing';
import { PLAN_REF } from './plan-owed';
import type { Steps } from './proposals/rule';
import { factsOf, record, type Recording } from './recording';
import { daysBetween, remainingDue, unitOf } from './remainder';

/** That a case is suspended (T16). */
export interface Suspension {
  ground: string;
  groundName: string;
  reference: string | null;
  /** Its last day; null where it is reviewed. */
  until: CivilDate | null;
  since: Instant;
  /** True while it rests on a control that is on. */
  needsControl: boolean;
  /** The deadlines that it stopped. */
  stopped: string[];
}

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

/** A level 0 as far from now, in what it is counted in, as it was from the suspension (T17). */
const shifted = ({ file, context }: Recording, since: Instant, zero: Deadline): Due => {
  const { calendar, now } = context;
  const { dueAt, dueOn } = zero;
  const unit = unitOf(context, zero, factsOf(file, context));
  if (unit === 'exact') {
    const at = plusMs(dueAt, diffMs(now, since));
    return { dueAt: at, dueOn: dueOnOf(at), days: [], provisional: false };
  }
  const from = civilDateOf(since);
  return unit === 'days'
    ? dueOnDate(calendar, addDays(civilDateOf(now), daysBetween(from, dueOn)))
    : dueFrom(calendar, now, { wd: workingDaysBetween(calendar, from, dueOn) });
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

/** A step as many working days, or as much time, after one instant as it was after another. */
const stepFrom = (context: Context, step: Deadline, was: { dueAt: Instant; dueOn: CivilDate }, is: Due): Instant => {
  const { calendar, policy } = context;
  if (!policy.acceptsPrintedDates) return plusMs(step.dueAt, diffMs(is.dueAt, was.dueAt));
  const wd = workingDaysBetween(calendar, was.dueOn, civilDateOf(step.dueAt));
  return stepAt(calendar, is, { wd }, policy.stepAt);
};

/** What goes on at its own instant when the re-check has failed: that instant moves by the time of the suspension. */
const BY_INSTANT: readonly ClockName[] = ['rectify', 'service-effective'];

/**
 * What stood still before the suspension as well keeps standing. What goes on by the time that it had left needs nothing;
 * of the rest the date moves, with its steps.
 */
const moved = (recording: Recording, { since }: Suspension, standing: Deadline[]): DeadlineChanges => {
  const { context, file } = recording;
  const zeros = file.deadlines.filter(
    ({ clock, level, dueAt }) => level === 0 && BY_INSTANT.includes(clock) && dueAt > since,
  );
  return {
    moves: zeros.flatMap((zero) => {
      const due = shifted(recording, since, zero);
      const rule = `${zero.because.rule}；中止期间不计`;
      return standing
        .filter((one) => sameFamily(zero, one))
        .map((one) => ({
          deadlineId: one.deadlineId,
          dueAt: one.level === 0 ? due.dueAt : stepFrom(context, one, zero, due),
          dueOn: due.dueOn,
          because: one.level === 0 ? { ...one.because, rule, calendarVersion: context.calendar.version } : one.because,
        }));
    }),
  };
};

/** Rungs of a date that had been missed before go on with the time that each had left. */
const climbOn = ({ context }: Recording, { since }: Suspension, step: Deadline): DeadlineChanges => {
  const at = (instant: Instant): { dueAt: Instant; dueOn: CivilDate } => ({
    dueAt: instant,
    dueOn: civilDateOf(instant),
  });
  const now: Due = { ...at(context.now), days: [], provisional: false };
  return {
    resumes: [{ deadlineId: step.deadlineId, dueAt: stepFrom(context, step, at(since), now), dueOn: step.dueOn }],
  };
};

/** T17: everything that was stopped goes on, from an instant, with exactly the time that it had left. */
export const restoreAll = (of: Recording, suspension: Suspension, from: Instant = of.context.now): DeadlineChanges => {
  const recording: Recording = { ...of, context: { ...of.context, now: from } };
  const paused = recording.file.deadlines.filter((deadline) => deadline.state === 'paused' && standsStill(deadline));
  const byUs = paused.filter(({ deadlineId }) => suspension.stopped.includes(deadlineId));
  const zeros = byUs.filter(({ level }) => level === 0);
  const steps = byUs.filter((step) => step.level !== 0 && !zeros.some((zero) => sameFamily(zero, step)));
  const others = paused.filter((deadline) => !byUs.includes(deadline));
  return joined(
    ...zeros.map((zero) => goOn(recording, zero)),
    ...steps.map((step) => climbOn(recording, suspension, step)),
    moved(recording, suspension, others),
  );
};

/** Whoever holds the case looks at it in the time that a decision takes. */
const reviewAtOnce = (recording: Recording): Arm[] => {
  const { context, file } = recording;
  const { term, source } = clockRow(context.policy, 'decision', { ...factsOf(file, context), act: 'suspend' });
  const due = dueFrom(context.calendar, context.now, term);
  const rule = '中止所依据的临时管控已结束，须立即复核';
  return armFor(recording, 'suspension-review', { instead: { due, rule, source } });
};

/** The clocks of a suspension that is over: its review is done, its end does not come any more. */
export const suspensionOver = ({ file, context }: Recording): DeadlineChanges =>
  joined(meet(file.deadlines, 'suspension-review', context.now), cancel(file.deadlines, 'resumed', 'suspension-end'));

/**
 * A suspension ends with what it has stopped (a cancelled order sends the case back to where nothing runs), and is looked at
 * at once when the control that it rests on is on no more (T16).
 */
export const keepSuspension = (recording: Recording): void => {
  const { file } = recording;
  const { suspension } = file;
  if (!suspension) return;
  if (!SUSPENDABLE.includes(file.status)) {
    const restored = restoreAll(recording, suspension);
    record(recording, 'resumed', { why: 'moot', ...joined(suspensionOver(recording), restored) }, SYSTEM);
    return;
  }
  if (suspension.needsControl && file.controls.length === 0)
    record(
      recording,
      'suspension-recalled',
      // This look takes the place of the next regular one.
      joined(cancel(file.deadlines, 'recalled', 'suspension-review'), { arms: reviewAtOnce(recording) }),
      SYSTEM,
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

/**
 * True where others decide by now than were asked: the case was graded up, or another order is in force (settled 1.1). Where
 * it went up because who was asked was late or not there, it stays.
 */
export const suspensionDecidedByOthers = (file: CaseFile, context: Context, { steps, raised }: Proposal): boolean =>
  raised === 0 && steps[0]?.unitId !== suspensionDeciders(file, context).steps[0].unitId;
