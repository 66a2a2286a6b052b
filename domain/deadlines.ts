import type { Instant } from './clock/instant';
import { CLOCK } from './clock-names';
import { inCodeUnits } from './text-order';
import type { Addressee, Arm, ClockName, Deadline, DeadlineChanges } from './stream';

/** The order in which deadlines fire: (dueAt, clock, level). */
export const inFiringOrder = (a: Deadline, b: Deadline): number =>
  inCodeUnits(a.dueAt, b.dueAt) || inCodeUnits(a.clock, b.clock) || a.level - b.level || a.n - b.n;

const isSameArming = (one: Arm, other: Arm): boolean =>
  one.clock === other.clock && one.cycle === other.cycle && one.n === other.n;

/**
 * Armed deadlines with `dueAt <= now`, in the order in which they fire: (dueAt, clock, level). A reminder whose due instant
 * has passed as well is none any more: it is skipped when level 0 fires.
 */
export const dueBy = (deadlines: Deadline[], now: Instant): Deadline[] => {
  const due = deadlines.filter((deadline) => deadline.state === 'armed' && deadline.dueAt <= now);
  const isOvertaken = (step: Deadline): boolean =>
    step.level < 0 && due.some((other) => other.level === 0 && isSameArming(step, other));
  return due.filter((deadline) => !isOvertaken(deadline)).sort(inFiringOrder);
};

/** The reminders that the firing of a level 0 leaves behind: recorded as skipped, never sent (settled 5.2). */
export const remindersBehind = (deadlines: Deadline[], { fires, cancels = [] }: DeadlineChanges): DeadlineChanges => {
  const zero = deadlines.find(({ deadlineId, level }) => deadlineId === fires && level === 0);
  if (zero === undefined) return {};
  const behind = deadlines.filter(
    (step) =>
      step.level < 0 && isSameArming(step, zero) && !cancels.some(({ deadlineId }) => deadlineId === step.deadlineId),
  );
  return behind.length === 0 ? {} : { skips: behind.map(({ deadlineId }) => ({ deadlineId })) };
};

/** The earliest armed deadline, or null when no clock runs. */
export const nextDue = (deadlines: Deadline[]): Deadline | null =>
  deadlines.filter((deadline) => deadline.state === 'armed').sort(inFiringOrder)[0] ?? null;

/** Live deadlines of one arming: level 0 and its steps. */
const family = (deadlines: Deadline[], clock: ClockName, ref?: string): Deadline[] =>
  deadlines.filter((deadline) => deadline.clock === clock && (ref === undefined || deadline.ref === ref));

/** True when the clock runs: armed or paused at level 0. */
export const isRunning = (deadlines: Deadline[], clock: ClockName): boolean =>
  family(deadlines, clock).some((deadline) => deadline.level === 0 && deadline.state !== 'fired');

/** True when level 0 has fired and is still owed. */
export const isMissed = (deadlines: Deadline[], clock: ClockName): boolean =>
  family(deadlines, clock).some((deadline) => deadline.level === 0 && deadline.state === 'fired');

/** Meets a clock: its level 0 at `metAt` (a fired one stays fired and gets the instant), its steps are cancelled. */
export const meet = (deadlines: Deadline[], clock: ClockName, metAt: Instant, ref?: string): DeadlineChanges => {
  const live = family(deadlines, clock, ref);
  return {
    meets: live.filter((d) => d.level === 0).map((d) => ({ deadlineId: d.deadlineId, metAt })),
    cancels: live.filter((d) => d.level !== 0).map((d) => ({ deadlineId: d.deadlineId, reason: 'met' })),
  };
};

/** Meets only one arming of a clock that is armed several times, such as the visits of a watch. */
export const meetArming = (deadlines: Deadline[], { clock, cycle, n }: Deadline, metAt: Instant): DeadlineChanges =>
  meet(
    deadlines.filter((d) => d.cycle === cycle && d.n === n),
    clock,
    metAt,
  );

/** Cancels what is live of a clock, or of all clocks. A fired level 0 is a fact and stays in the ledger as it is. */
export const cancel = (deadlines: Deadline[], reason: string, clock?: ClockName): DeadlineChanges => ({
  cancels: (clock === undefined ? deadlines : family(deadlines, clock)).map((d) => ({
    deadlineId: d.deadlineId,
    reason,
  })),
});

/** How long a deadline has left when it stops. */
export const stopped = ({ deadlineId, dueAt }: Arm, now: Instant): { deadlineId: string; remainingMs: number } => ({
  deadlineId,
  remainingMs: Math.max(0, Date.parse(dueAt) - Date.parse(now)),
});

/** Pauses a clock and what it has not fired; how long each had left is recorded, the instants stay (settled 5.2). */
export const pause = (deadlines: Deadline[], clock: ClockName, now: Instant): DeadlineChanges => ({
  pauses: family(deadlines, clock)
    .filter((d) => d.state === 'armed')
    .map((d) => stopped(d, now)),
});

/** A rung by its level; one that only reminds ranks below all others, wherever it stands. */
const weight = ({ act, level }: Deadline): number => (act === 'remind' ? -1 / level : level);

/**
 * Ends a pause that did not move the date (settled 5.2): level 0 and its steps stay at their calendar instants, and a due
 * date that passed fires in this very decision. Reminders that passed meanwhile are skipped; of the rungs that passed the
 * highest is climbed now and those below it are skipped, so that applying before each rung dodges nothing.
 */
export const resume = (deadlines: Deadline[], clock: ClockName, now: Instant): DeadlineChanges => {
  const paused = family(deadlines, clock).filter((d) => d.state === 'paused');
  const passed = paused.filter((d) => d.level !== 0 && d.dueAt <= now);
  const climbed = passed.filter((d) => d.level > 0).sort((a, b) => weight(b) - weight(a))[0];
  const skipped = passed.filter((d) => d !== climbed);
  return {
    resumes: paused
      .filter((d) => !skipped.includes(d))
      .map(({ deadlineId, dueAt, dueOn }) => ({ deadlineId, dueAt, dueOn })),
    skips: skipped.map(({ deadlineId }) => ({ deadlineId })),
  };
};

/** Hands live deadlines of one addressee to another; dates and states stay. */
export const readdress = (
  deadlines: Deadline[],
  from: Addressee,
  to: Addressee,
  isMeant: (deadline: Deadline) => boolean = () => true,
): DeadlineChanges => ({
  readdresses: deadlines
    .filter((deadline) => deadline.addressee === from && isMeant(deadline))
    .map(({ deadlineId }) => ({ deadlineId, addressee: to })),
});

/** Joins deadline changes of one event. */
export const joined = (...parts: DeadlineChanges[]): DeadlineChanges => {
  const all: DeadlineChanges = {};
  for (const part of parts) {
    if (part.arms?.length) all.arms = [...(all.arms ?? []), ...part.arms];
    if (part.meets?.length) all.meets = [...(all.meets ?? []), ...part.meets];
    if (part.cancels?.length) all.cancels = [...(all.cancels ?? []), ...part.cancels];
    if (part.moves?.length) all.moves = [...(all.moves ?? []), ...part.moves];
    if (part.pauses?.length) all.pauses = [...(all.pauses ?? []), ...part.pauses];
    if (part.resumes?.length) all.resumes = [...(all.resumes ?? []), ...part.resumes];
    if (part.skips?.length) all.skips = [...(all.skips ?? []), ...part.skips];
    if (part.readdresses?.length) all.readdresses = [...(all.readdresses ?? []), ...part.readdresses];
    if (part.fires !== undefined) all.fires = part.fires;
  }
  return all;
};

/** Folds the deadline changes of one event into the live deadlines of a file. */
export const foldDeadlines = (deadlines: Deadline[], changes: DeadlineChanges): Deadline[] => {
  const gone = new Set(
    [...(changes.meets ?? []), ...(changes.cancels ?? []), ...(changes.skips ?? [])].map((change) => change.deadlineId),
  );
  const moved = new Map((changes.moves ?? []).map((move) => [move.deadlineId, move]));
  const paused = new Map((changes.pauses ?? []).map((p) => [p.deadlineId, p.remainingMs]));
  const resumed = new Map((changes.resumes ?? []).map((r) => [r.deadlineId, r]));
  const owners = new Map((changes.readdresses ?? []).map((change) => [change.deadlineId, change.addressee]));
  const kept = deadlines
    .filter((deadline) => !gone.has(deadline.deadlineId))
    .map((deadline) => ({ ...deadline, addressee: owners.get(deadline.deadlineId) ?? deadline.addressee }))
    .map((deadline): Deadline => {
      const move = moved.get(deadline.deadlineId);
      const remainingMs = paused.get(deadline.deadlineId);
      const resume = resumed.get(deadline.deadlineId);
      if (move) return { ...deadline, dueAt: move.dueAt, dueOn: move.dueOn, because: move.because };
      if (remainingMs !== undefined) return { ...deadline, state: 'paused', remainingMs };
      if (resume) return { ...deadline, state: 'armed', remainingMs: 0, dueAt: resume.dueAt, dueOn: resume.dueOn };
      if (deadline.deadlineId === changes.fires) return { ...deadline, state: 'fired' };
      return deadline;
    })
    .filter((d) => d.state !== 'fired' || (d.level === 0 && CLOCK[d.clock].staysOwed === true));
  const arms = changes.arms ?? [];
  const armed = arms
    .filter((arm) => !arm.skipped)
    .map((arm): Deadline => {
      const remainingMs = paused.get(arm.deadlineId);
      return remainingMs === undefined ? { ...arm, state: 'armed' } : { ...arm, state: 'paused', remainingMs };
    });
  return [...kept, ...armed].map((deadline) => withSteps(deadline, arms));
};

/** Keeps with a level 0 how many steps were armed for it, so that the next one gets a level of its own. */
const withSteps = (deadline: Deadline, arms: Arm[]): Deadline => {
  if (deadline.level !== 0) return deadline;
  const levels = arms
    .filter(({ clock, cycle, n }) => clock === deadline.clock && cycle === deadline.cycle && n === deadline.n)
    .map(({ level }) => level);
  const steps = Math.max(deadline.steps ?? 0, ...levels);
  return steps === (deadline.steps ?? 0) ? deadline : { ...deadline, steps };
};

/** Counts the armings of one event into `clock:cycle → n`. */
export const foldArmings = (armings: Record<string, number>, changes: DeadlineChanges): Record<string, number> => {
  const counted = { ...armings };
  for (const { clock, cycle, n } of changes.arms ?? []) {
    const name = `${clock}:${String(cycle)}`;
    // A reminder of an earlier row is no new arming.
    counted[name] = Math.max(counted[name] ?? 0, n);
  }
  return counted;
};
