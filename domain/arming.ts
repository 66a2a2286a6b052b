import { clockName } from './clock-names';
import { dueFrom, stepAt, stepCount, describeTerm, type Due, type StepOffset, type Term } from './clock/term';
import type { Instant } from './clock/instant';
import type { Context } from './context';
import { clockRow, ladderFor, type Facts } from './policy/clocks';
import type { Ladder, Rung, UnitLadder } from './policy/ladder';
import type { Source } from './policy/source';
import type { Addressee, Arm, Because, ClockName, RungAct } from './stream';
import { stepRule } from './step-rule';
import { inCodeUnits } from './text-order';

/** What is left of a ladder. */
export interface Climb {
  /** How many rungs fall away at the bottom. */
  drop: number;
  /** Rungs climbed in this cycle: they and what is below them do not come again. */
  climbed: RungAct[];
  /** Acts that came in this cycle without this ladder; they do not come again either. */
  done: RungAct[];
  /** Whether the condition of a conditional rung is met. */
  provided: boolean;
}

/** How a clock is to be armed. */
export interface Arming {
  clock: ClockName;
  cycle: number;
  /** The n-th arming of this clock in this cycle. */
  n: number;
  from: Instant;
  facts: Facts;
  addressee: Addressee;
  ref?: string;
  /** A term or a due instant in place of the pack's row. */
  instead?: { due: Due; rule: string; source: Source };
  /** The ladder that climbs after the due instant, and what of it is left. */
  ladder?: Climb & { addressee: Ladder['addressee'] };
  /** A 重大 is looked at once more when it is late by more than the pack says: then it counts alone (lifecycle 2.7). */
  alone?: boolean;
}

const because = (
  context: Context,
  rule: string,
  source: Source,
  from: string,
  { days, provisional }: Pick<Due, 'days' | 'provisional'>,
): Because => ({ rule, source, from, calendarVersion: context.calendar.version, days, provisional });

/** Due instant of a term from `from`, with the reason in words. */
export const dueByTerm = (
  context: Context,
  clock: ClockName,
  from: Instant,
  term: Term,
  word = '起算',
): { due: Due; rule: string } => ({
  due: dueFrom(context.calendar, from, term),
  rule: `${clockName(clock)}：${word}${describeTerm(term)}内`,
});

/**
 * The rungs that are left in cycle n: the first n − 1 are dropped and the rest take the offsets from the front; the last one
 * is never dropped (lifecycle 2.7). A rung with an unmet condition is left out; what a moved date finds climbed, or
 * passed over on the way up, does not come again (settled 5.1, 5.2).
 */
export const rungsLeft = (ladder: Ladder, { drop, climbed, done, provided }: Climb): Rung[] => {
  const usable = ladder.rungs.filter((rung) => rung.condition === undefined || provided);
  const kept = usable
    .slice(Math.min(drop, Math.max(0, usable.length - 1)))
    .map((rung, index) => ({ ...rung, offset: usable[index]?.offset ?? rung.offset }));
  const reached = kept.findLastIndex((rung) => climbed.includes(rung.act));
  return kept.slice(reached + 1).filter((rung) => !done.includes(rung.act));
};

/** Arms a clock: level 0, its reminders (those already past are recorded as skipped) and the rungs of its ladder. */
export const arm = (context: Context, arming: Arming): Arm[] => {
  const { clock, cycle, n, from, addressee } = arming;
  const row = arming.instead ? null : clockRow(context.policy, clock, arming.facts);
  const { due, rule, source } =
    arming.instead ??
    (row === null ? unreachable(clock) : { ...dueByTerm(context, clock, from, row.term), source: row.source });
  const base = {
    clock,
    cycle,
    n,
    dueOn: due.dueOn,
    addressee,
    ...(arming.ref === undefined ? {} : { ref: arming.ref }),
  };
  const id = `${clock}:${String(cycle)}:${String(n)}`;
  const level0: Arm = {
    ...base,
    deadlineId: id,
    level: 0,
    dueAt: due.dueAt,
    because: because(context, rule, source, from, due),
  };
  const at = context.policy.stepAt;
  const step = (name: string, { offset, source: of }: { offset: StepOffset; source: Source }): Because =>
    because(context, name, of, due.dueOn, stepCount(context.calendar, due, offset));
  const reminders = context.policy.reminders
    .filter((reminder) => reminder.clock === clock)
    .map((reminder) => ({ reminder, dueAt: stepAt(context.calendar, due, reminder.offset, at) }))
    .filter((step) => step.dueAt < due.dueAt)
    .sort((a, b) => inCodeUnits(b.dueAt, a.dueAt))
    .map(({ reminder, dueAt }, index): Arm => ({
      ...base,
      deadlineId: `${id}:${String(-1 - index)}`,
      level: -1 - index,
      dueAt,
      act: 'remind',
      because: step(stepRule(clock, 'remind', reminder.offset, 'before'), reminder),
      ...(dueAt <= context.now ? { skipped: true } : {}),
    }));
  const ladder = arming.ladder ? ladderFor(context.policy, arming.ladder.addressee) : null;
  const rungs = ladder && arming.ladder ? rungsLeft(ladder, arming.ladder) : [];
  const look = arming.ladder && arming.alone === true ? lookAfter(context.policy.unitLadder) : [];
  const steps = [...rungs, ...look].map((rung, index): Arm => ({
    ...base,
    deadlineId: `${id}:${String(index + 1)}`,
    level: index + 1,
    dueAt: stepAt(context.calendar, due, rung.offset, at),
    act: rung.act,
    because: step(stepRule(clock, rung.act, rung.offset, 'after'), rung),
  }));
  return [level0, ...reminders, ...steps];
};

/** The first step after a 重大 is late by more than the unit ladder allows. */
const lookAfter = ({ majorLateBy, source }: UnitLadder): Rung[] => {
  if ('wd' in majorLateBy) return [{ act: 'remind', offset: { wd: majorLateBy.wd + 1 }, source }];
  return 'seconds' in majorLateBy ? [{ act: 'remind', offset: { seconds: majorLateBy.seconds + 1 }, source }] : [];
};

/** The same step for a family that was armed before its case became 重大 (settled 5.1); `level` is its own. */
export const lookLate = (context: Context, zero: Arm, level: number): Arm[] => {
  const { clock, cycle, n, dueOn, dueAt, addressee, ref } = zero;
  const due: Due = { dueAt, dueOn, days: [], provisional: zero.because.provisional };
  return lookAfter(context.policy.unitLadder).map(({ act, offset, source }): Arm => {
    const rule = stepRule(clock, act, offset, 'after');
    return {
      deadlineId: `${clock}:${String(cycle)}:${String(n)}:${String(level)}`,
      clock,
      cycle,
      n,
      level,
      dueAt: stepAt(context.calendar, due, offset, context.policy.stepAt),
      dueOn,
      addressee,
      ...(ref === undefined ? {} : { ref }),
      act,
      because: because(context, rule, source, dueOn, stepCount(context.calendar, due, offset)),
    };
  });
};

const unreachable = (clock: ClockName): never => {
  throw new Error(`no rule arms ${clock}`);
};
