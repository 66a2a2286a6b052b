import { dueFrom, describeTerm, stepAt, type Term } from './clock/term';
import { clockName } from './clock-names';
import { remindersBehind } from './deadlines';
import type { Context } from './context';
import type { Pack, ReminderAfterLastRung } from './policy/pack';
import type { Arm, Deadline, DeadlineChanges } from './stream';

const SOURCE = { default: 'settled 2' };

/** How often an owed clock reminds after its last rung; for packs from before it was a value of theirs, here. */
export const reminderAfterLastRung = (pack: Pack): ReminderAfterLastRung =>
  pack.reminderAfterLastRung ?? { every: pack.acceptsPrintedDates ? { wd: 5 } : { seconds: 60 }, source: SOURCE };

const isFamily = (one: Deadline, other: Deadline): boolean =>
  one.clock === other.clock && one.cycle === other.cycle && one.n === other.n;

/** At the pack's hour of its day; a term in seconds at its exact end. */
const nextAt = ({ calendar, now, policy }: Context, every: Term): string => {
  const due = dueFrom(calendar, now, every);
  return 'seconds' in every || 'hours' in every ? due.dueAt : stepAt(calendar, due, { wd: 0 }, policy.stepAt);
};

/**
 * The reminders that owed clocks lack: what was missed and is still owed has a step ahead of it for as long as it is owed,
 * after the last rung a reminder each time (settled 2: no dead state). Empty where every such clock has one.
 */
const remindersOwed = (deadlines: Deadline[], context: Context): Arm[] => {
  const owed = deadlines.filter(
    (one) =>
      one.level === 0 && one.state === 'fired' && !deadlines.some((other) => other.level !== 0 && isFamily(one, other)),
  );
  if (owed.length === 0) return [];
  const { every, source } = reminderAfterLastRung(context.policy);
  const dueAt = nextAt(context, every);
  return owed.map((one): Arm => {
    const level = (one.steps ?? 0) + 1;
    const { clock, cycle, n, dueOn, addressee } = one;
    return {
      deadlineId: `${clock}:${String(cycle)}:${String(n)}:${String(level)}`,
      clock,
      cycle,
      n,
      level,
      dueAt,
      dueOn,
      addressee,
      act: 'remind',
      ...(one.ref === undefined ? {} : { ref: one.ref }),
      because: {
        rule: `${clockName(clock)}逾期未办结，每${describeTerm(every)}提醒一次`,
        source,
        from: context.now,
        calendarVersion: context.calendar.version,
        days: [],
        provisional: false,
      },
    };
  });
};

/**
 * An event as it is recorded on the deadlines `before` it, with the reminders that it leaves behind and those it leaves owed,
 * and the file that it leaves. Most events leave none.
 */
export const withReminders = <D, F extends { deadlines: Deadline[] }>(
  before: Deadline[],
  body: DeadlineChanges,
  draftOf: (changes: DeadlineChanges) => D,
  fold: (draft: D) => F,
  context: Context,
): { draft: D; file: F } => {
  const behind = remindersBehind(before, body);
  const bare = draftOf(behind);
  const file = fold(bare);
  const arms = remindersOwed(file.deadlines, context);
  if (arms.length === 0) return { draft: bare, file };
  const draft = draftOf({ ...behind, arms: [...(body.arms ?? []), ...arms] });
  return { draft, file: fold(draft) };
};
