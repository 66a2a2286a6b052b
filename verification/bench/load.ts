import { setTimeout as sleep } from 'node:timers/promises';

/** What a load run saw. */
export interface Load {
  /** Milliseconds of each request; in the open loop from the instant it was due, so that queueing shows. */
  latencies: number[];
  seconds: number;
  failures: string[];
}

type Work = (index: number) => Promise<unknown>;

const failureOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Limits {
  /** Nothing is begun after this. */
  limitMs: number;
  /** Nothing is begun once this says so. */
  isOver?: () => boolean;
}

/** So many callers, each beginning its next request when the last one is answered, `count` requests in all. */
export const closedLoop = async (callers: number, count: number, work: Work, limits: Limits): Promise<Load> => {
  const { limitMs, isOver = () => false } = limits;
  const latencies: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count && performance.now() - startedAt < limitMs && !isOver()) {
      const index = next;
      next += 1;
      const begunAt = performance.now();
      try {
        await work(index);
        latencies.push(performance.now() - begunAt);
      } catch (error) {
        failures.push(failureOf(error));
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { latencies, seconds: (performance.now() - startedAt) / 1000, failures };
};

/** Requests at a fixed rate, whether or not the earlier ones are answered. */
export const openLoop = async (perSecond: number, count: number, work: Work, limits: Limits): Promise<Load> => {
  const { limitMs, isOver = () => false } = limits;
  const latencies: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  const running: Promise<unknown>[] = [];
  for (let index = 0; index < count && performance.now() - startedAt < limitMs && !isOver(); index += 1) {
    const dueAt = startedAt + (index * 1000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await sleep(early);
    running.push(
      work(index).then(
        () => void latencies.push(performance.now() - dueAt),
        (error: unknown) => void failures.push(failureOf(error)),
      ),
    );
  }
  await Promise.all(running);
  return { latencies, seconds: (performance.now() - startedAt) / 1000, failures };
};

/** A load that failed is no measurement. */
export const sound = (load: Load, what: string): Load => {
  const [first] = load.failures;
  if (first !== undefined) throw new Error(`${what}: ${load.failures.length} requests failed, such as: ${first}`);
  return load;
};

/** Asks until it is so; false after the limit. */
export const soon = async (isSo: () => Promise<boolean>, limitMs: number, everyMs = 50): Promise<boolean> => {
  const endsAt = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > endsAt) return false;
    await sleep(everyMs);
  }
  return true;
};
