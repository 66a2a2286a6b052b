import { civilDateOf, startOfDay } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { dueFrom, type Term } from '../clock/term';
import type { Context } from '../context';
import { refuse } from '../people/permit';
import { watchRow } from '../policy/clocks';
import { watchOpensAfter } from '../policy/dates';
import type { Deadline, Refusal } from '../stream';
import type { CaseFile } from './file';
import { factsOf } from './recording';

/** When a window that a term opens begins: with the day that ends it, in packs of seconds at the instant. */
const opens = (context: Context, from: Instant, term: Term): Instant => {
  const { dueAt, dueOn } = dueFrom(context.calendar, from, term);
  return 'seconds' in term || 'hours' in term ? dueAt : startOfDay(dueOn);
};

/**
 * When the window of a visit begins (settled 5.8): the day after the due date of the one before, in packs of seconds at its
 * due instant; the first some working days after closing, as the pack says.
 */
const windowOf = (file: CaseFile, context: Context, { n }: Deadline): Instant => {
  const closedAt = file.closedAt ?? context.now;
  const first = (file.armings[`watch-visit:${String(file.cycle)}`] ?? n) - (file.watch?.visits ?? 1) + 1;
  const before = watchRow(context.policy, factsOf(file, context))?.visits[n - first - 1];
  return before === undefined
    ? opens(context, closedAt, watchOpensAfter(context.policy))
    : dueFrom(context.calendar, closedAt, before).dueAt;
};

/** The row that a visit made now meets: the oldest owed whose window has begun, one a civil day; or why it meets none. */
export const rowToMeet = (file: CaseFile, context: Context): Deadline | Refusal => {
  const [oldest] = file.deadlines
    .filter(({ clock, level }) => clock === 'watch-visit' && level === 0)
    .sort((a, b) => a.n - b.n);
  if (oldest === undefined) {
    const message = '规定次数的回头看均已完成，无须再记录；如发现隐患再次出现，请选择“再次出现”。';
    return refuse('illegal-transition', 'no-visit-owed', message, [], '/result');
  }
  if (context.policy.acceptsPrintedDates && file.lastVisitOn === civilDateOf(context.now)) {
    const message = '今日已记录一次回头看，一天只计一次，请改日再来；如发现隐患再次出现，请选择“再次出现”。';
    return refuse('illegal-transition', 'visited-today', message, [], '/result');
  }
  const from = windowOf(file, context, oldest);
  if (from <= context.now) return oldest;
  const message = `下一次回头看须在 ${civilDateOf(from)} 起进行；如发现隐患再次出现，请选择“再次出现”。`;
  return refuse('illegal-transition', 'visit-too-early', message, [], '/result');
};
