import { Broken, type Violation } from './violation';

/**
 * What befalls a task at a step. `before`: the step does not happen and the task is told so; `lost`: it does not happen and
 * the task does not know; `kept`: it happens and the task does not know; `after`: it happens and the task dies.
 */
export type Fault = 'before' | 'lost' | 'kept' | 'after';

export const FAULTS: readonly Fault[] = ['before', 'lost', 'kept', 'after'];

/** A process's piece of work, stopped between any two steps. */
export interface Task {
  readonly name: string;
  /** Stops here until the scheduler lets it go on, which it may as soon as `isReady`. */
  pause(what: string, isReady?: () => boolean): Promise<Fault | null>;
  /** Dies on the spot: never resolves. */
  die(): Promise<never>;
  /** Called when the task is killed. */
  onKilled(undo: () => void): void;
}

interface Running {
  undo: (() => void)[];
  parked: { what: string; isReady: () => boolean; resume: (fault: Fault | null) => void } | null;
}

/** Runs tasks one step at a time, in whatever order it is told. Nothing happens in between. */
export interface Scheduler {
  readonly failures: Violation[];
  start(name: string, body: (task: Task) => Promise<void>): void;
  /** Names of the tasks that can go on. */
  ready(): string[];
  /** What the task is about to do; undefined when there is no such task. */
  next(name: string): string | undefined;
  /** One step of one task; false when it cannot go on. */
  go(name: string, fault?: Fault | null): Promise<boolean>;
  kill(name: string): boolean;
  /** Kills every task of a kind at once; how many there were. */
  killAll(isMortal: (name: string) => boolean): number;
}

const always = (): boolean => true;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const forEver = (): Promise<never> => new Promise<never>(() => undefined);

export const createScheduler = (): Scheduler => {
  const tasks = new Map<string, Running>();
  const failures: Violation[] = [];

  const kill = (name: string): boolean => {
    const running = tasks.get(name);
    if (running === undefined) return false;
    tasks.delete(name);
    for (const undo of running.undo) undo();
    return true;
  };

  const start = (name: string, body: (task: Task) => Promise<void>): void => {
    const running: Running = { undo: [], parked: null };
    tasks.set(name, running);
    const task: Task = {
      name,
      pause: (what, isReady = always) =>
        new Promise((resume) => {
          running.parked = { what, isReady, resume };
        }),
      die: () => {
        kill(name);
        return forEver();
      },
      onKilled: (undo) => running.undo.push(undo),
    };
    body(task)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const invariant = error instanceof Broken ? error.invariant : 'crash';
        failures.push({ invariant, message: `${name}: ${message}` });
      })
      .finally(() => {
        if (tasks.get(name) === running) tasks.delete(name);
      })
      .catch(() => undefined);
  };

  return {
    failures,
    start,
    kill,
    killAll: (isMortal) => [...tasks.keys()].filter(isMortal).filter(kill).length,
    ready: () => [...tasks].flatMap(([name, { parked }]) => (parked?.isReady() === true ? [name] : [])),
    next: (name) => tasks.get(name)?.parked?.what,
    go: async (name, fault = null) => {
      const running = tasks.get(name);
      const parked = running?.parked;
      if (running === undefined || !parked?.isReady()) return false;
      running.parked = null;
      parked.resume(fault);
      await settled();
      return true;
    },
  };
};
