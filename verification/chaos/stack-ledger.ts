/** A deadline as it should be, from the facts alone. Times in milliseconds. */
export interface Expected {
  id: string;
  clock: string;
  level: number;
  cycle: number;
  n: number;
  ref: string | null;
  dueMs: number;
  /** Since when it can fire at all: its arming, or the last time it was resumed. */
  sinceMs: number;
  state: 'armed' | 'paused' | 'fired' | 'met' | 'cancelled' | 'skipped';
  firedMs: number | null;
  /** False once it is nobody's business any more. */
  live: boolean;
}

/** How to arm a clock with its reminders and rungs. */
export interface Plan {
  clock: string;
  cycle: number;
  n?: number;
  ref?: string;
  dueMs: number;
  nowMs: number;
  /** Seconds before it is due. */
  reminders?: number[];
  /** Seconds after it was due. */
  rungs?: number[];
}

/** Clocks that are over when they fire; the others are owed until somebody does the thing. */
const OVER_WHEN_FIRED = ['decision', 'co-sign', 'service-effective', 'watch-end', 'control-expiry', 'day-end'];

const byTime = (a: Expected, b: Expected): number =>
  a.dueMs - b.dueMs || (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0) || a.level - b.level || a.n - b.n;

const isOfOne = (one: Expected, other: Expected): boolean =>
  one.clock === other.clock && one.cycle === other.cycle && one.n === other.n;

/** The deadlines of one stream, told again in the plainest way. */
export class Ledger {
  readonly all: Expected[] = [];

  live(clock?: string, ref?: string): Expected[] {
    return this.all.filter(
      (one) => one.live && (clock === undefined || one.clock === clock) && (ref === undefined || one.ref === ref),
    );
  }

  /** What must fire next, if its time has come; no reminder once what it reminds of is due as well. */
  due(nowMs: number): Expected | undefined {
    const due = this.all.filter((one) => one.live && one.state === 'armed' && one.dueMs <= nowMs);
    const isOvertaken = (one: Expected): boolean =>
      one.level < 0 && due.some((zero) => zero.level === 0 && isOfOne(zero, one));
    return due.filter((one) => !isOvertaken(one)).sort(byTime)[0];
  }

  /** True while level 0 waits, running or paused. */
  runs(clock: string): boolean {
    return this.live(clock).some((one) => one.level === 0 && one.state !== 'fired');
  }

  arm({ clock, cycle, ref, dueMs, nowMs, n = this.nextN(clock, cycle), reminders = [], rungs = [] }: Plan): void {
    const add = (level: number, at: number): void => {
      const skipped = level < 0 && at <= nowMs;
      this.all.push({
        id: level === 0 ? `${clock}:${cycle}:${n}` : `${clock}:${cycle}:${n}:${level}`,
        ...{ clock, level, cycle, n, ref: ref ?? null, dueMs: at, sinceMs: nowMs },
        ...{ state: skipped ? 'skipped' : 'armed', firedMs: null, live: !skipped },
      });
    };
    add(0, dueMs);
    for (const [index, before] of reminders.entries()) add(-1 - index, dueMs - before * 1000);
    for (const [index, after] of rungs.entries()) add(index + 1, dueMs + after * 1000);
  }

  nextN(clock: string, cycle: number): number {
    return Math.max(0, ...this.all.filter((one) => one.clock === clock && one.cycle === cycle).map(({ n }) => n)) + 1;
  }

  fire(id: string, nowMs: number): Expected | undefined {
    const one = this.all.find((candidate) => candidate.id === id);
    if (one === undefined) return undefined;
    one.state = 'fired';
    one.firedMs = nowMs;
    one.live = one.level === 0 && !OVER_WHEN_FIRED.includes(one.clock);
    const behind = one.level === 0 ? this.live().filter((step) => step.level < 0 && isOfOne(step, one)) : [];
    for (const reminder of behind) Object.assign(reminder, { state: 'skipped', live: false });
    return one;
  }

  /** What was missed and is still owed has a reminder ahead of it, after the last rung one each time. */
  remind(nowMs: number, everySeconds: number): void {
    for (const one of this.live().filter(({ level, state }) => level === 0 && state === 'fired')) {
      const steps = this.all.filter(
        ({ clock, cycle, n, level }) => level !== 0 && clock === one.clock && cycle === one.cycle && n === one.n,
      );
      if (steps.some(({ live }) => live)) continue;
      const level = Math.max(0, ...steps.map((step) => step.level)) + 1;
      const { clock, cycle, n, ref } = one;
      this.all.push({
        id: `${clock}:${cycle}:${n}:${level}`,
        ...{ clock, level, cycle, n, ref, dueMs: nowMs + everySeconds * 1000, sinceMs: nowMs },
        ...{ state: 'armed', firedMs: null, leftMs: 0, live: true },
      });
    }
  }

  /** Level 0 is met, the steps go. A missed one stays missed. */
  meet(list: Expected[]): void {
    for (const one of list) {
      if (one.state !== 'fired') one.state = one.level === 0 ? 'met' : 'cancelled';
      one.live = false;
    }
  }

  cancel(list: Expected[]): void {
    for (const one of list) {
      if (one.state !== 'fired') one.state = 'cancelled';
      one.live = false;
    }
  }

  pause(clock: string): void {
    for (const one of this.live(clock).filter(({ state }) => state === 'armed')) one.state = 'paused';
  }

  /** All keep their instants; of the steps that passed meanwhile only the highest rung is still climbed. */
  resume(clock: string, nowMs: number): void {
    const paused = this.live(clock).filter(({ state }) => state === 'paused');
    const isPast = ({ level, dueMs }: Expected): boolean => level !== 0 && dueMs <= nowMs;
    const highest = Math.max(0, ...paused.filter(isPast).map(({ level }) => level));
    for (const one of paused) {
      const skipped = isPast(one) && (one.level < 0 || one.level < highest);
      one.state = skipped ? 'skipped' : 'armed';
      one.live = !skipped;
      one.sinceMs = nowMs;
    }
  }
}
