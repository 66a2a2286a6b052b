import { dueByTerm } from '../arming';
import { workingDaysBetween } from '../clock/calendar';
import { civilDateOf } from '../clock/civil';
import { dueFrom, halfOf, type Term } from '../clock/term';
import type { Context } from '../context';
import { cancel } from '../deadlines';
import { clockRow } from '../policy/clocks';
import type { Arm } from '../stream';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { armReview } from './plan';
import { planOwed } from './plan-owed';
import { factsOf, record, type Recording } from './recording';
import { isOfOpen } from './withdrawing';

/** Half the first duration, rounded up, never less than the pack's minimum (lifecycle 2.5 "Rectify after a relapse"). */
export const shorterTerm = (file: CaseFile, context: Context): Term => {
  const { minimum } = context.policy.relapse;
  const least = 'wd' in minimum ? minimum.wd : 1;
  const first = file.firstRectify;
  const printed = first !== null && first.term === null;
  const term: Term = printed
    ? { wd: Math.max(1, workingDaysBetween(context.calendar, civilDateOf(first.from), first.dueOn)) }
    : (first?.term ?? clockRow(context.policy, 'rectify', factsOf(file, context)).term);
  const half = halfOf(term, least);
  const ends = (candidate: Term): string => dueFrom(context.calendar, context.now, candidate).dueAt;
  return ends(half) < ends(minimum) ? minimum : half;
};

/** What a 重大 that came back owes beside its date: progress under the plan that stands, else a plan or its review (T6, T7). */
const duties = (ahead: Recording): Arm[] => {
  const { grade, plan, planAccepted } = ahead.file;
  if (grade !== 'major') return [];
  if (planAccepted) return armFor(ahead, 'progress');
  return plan === null ? planOwed(ahead) : armReview(ahead);
};

/** T13: off the closed list, next cycle, shorter clock, one rung up. After 即查即改 nobody was told to rectify: back to graded. */
export const confirmRelapse = (recording: Recording): void => {
  const { context, file } = recording;
  const to = file.fixedOnTheSpot ? 'graded' : 'rectifying';
  const cycle = file.cycle + 1;
  const term = shorterTerm(file, context);
  const ahead: Recording = { ...recording, file: { ...file, cycle, deadlines: [] } };
  const arms =
    to === 'graded'
      ? armFor(ahead, 'assign')
      : armFor(ahead, 'rectify', {
          instead: {
            ...dueByTerm(context, 'rectify', context.now, term, '回潮认定之日起'),
            source: context.policy.relapse.source,
          },
        }).concat(duties(ahead));
  // A control goes on until its day, a report up until it is made, and what is open until it is decided.
  const over = file.deadlines.filter(
    (deadline) => !['control-expiry', 'report-up'].includes(deadline.clock) && !isOfOpen(file, deadline),
  );
  record(recording, 'relapse-confirmed', {
    removedFrom: context.policy.relapse.removeFrom,
    cycle,
    to,
    ...cancel(over, 'relapse-confirmed'),
    arms,
  });
};
