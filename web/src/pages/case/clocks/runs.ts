import type { Clock } from '../file';

/** A clock with its steps: the due instant, reminders before it and rungs after it. */
export interface Run {
  due: Clock;
  steps: Clock[];
}

/** What a step of a clock is: its due instant, a reminder before it, a rung after it. */
export type StepKind = 'due' | 'reminder' | 'rung';

export const kindOf = ({ level }: Pick<Clock, 'level'>): StepKind =>
  level === 0 ? 'due' : level < 0 ? 'reminder' : 'rung';

const belongsTo = (step: Clock, due: Clock): boolean =>
  step.clock === due.clock && step.cycle === due.cycle && step.ref === due.ref;

/** The clocks of a case, soonest first; a rung whose clock is over stands by itself. */
export const runsOf = (clocks: readonly Clock[]): Run[] => {
  const heads = clocks.filter(({ level }) => level === 0);
  const steps = clocks.filter(({ level }) => level !== 0);
  const runs = heads.map((due) => ({ due, steps: steps.filter((step) => belongsTo(step, due)) }));
  const alone = steps.filter((step) => heads.every((due) => !belongsTo(step, due)));
  return [...runs, ...alone.map((due) => ({ due, steps: [] }))].toSorted((one, other) =>
    one.due.dueAt < other.due.dueAt ? -1 : 1,
  );
};

const dayMs = 86_400_000;

/** From when to when a bar reaches, in milliseconds: from the start of the count to the last step that is planned. */
export interface Span {
  from: number;
  to: number;
}

export const spanOf = ({ due, steps }: Run, now: string): Span => {
  const ends = [due, ...steps].map(({ dueAt }) => Date.parse(dueAt));
  const start = Date.parse(due.because.inputs.from);
  const from = Number.isNaN(start) ? Math.min(...ends) : Math.min(start, ...ends);
  const to = Math.max(...ends, Math.min(Date.parse(now), Math.max(...ends) + dayMs));
  return { from, to: to > from ? to : from + 1 };
};

/** Where on a bar an instant lies, in percent. */
export const placeOn = ({ from, to }: Span, instant: number): number =>
  Math.min(100, Math.max(0, ((instant - from) / (to - from)) * 100));

/** Days within a count that did not count: those between its first and last day that the answer does not list. */
export const freeDaysIn = ({ because: { days } }: Clock): string[] => {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const free: string[] = [];
  for (let at = Date.parse(first) + dayMs; at < Date.parse(last); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (!days.includes(day)) free.push(day);
  }
  return free;
};
