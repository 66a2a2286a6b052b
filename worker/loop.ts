import type { Logger } from '../logger';

const longestPauseMs = 5_000;
const firstPauseMs = 500;

export interface LoopOptions {
  /** Of what it does, for the log. */
  name: string;
  everyMs: number;
  /** One round. `isStopping` tells a long one to come to an end. */
  round: (isStopping: () => boolean) => Promise<void>;
  logger: Logger;
}

export interface Loop {
  /** Starts the next round at once, or right after the running one. */
  nudge(): void;
  /** When rounds fail: since when, in performance time. */
  failingSince(): number | undefined;
  /** Resolves when the running round is over. */
  stop(): Promise<void>;
}

/**
 * Runs a round again and again, one at a time, until it is stopped. A failed round is repeated after a growing pause, and
 * shows in `failingSince`; it is logged when the failure begins and when it ends.
 */
export function startLoop({ name, everyMs, round, logger }: LoopOptions): Loop {
  const state = { stopping: false, nudged: false };
  let wake: () => void = () => undefined;
  let failures = 0;
  let failedAt: number | undefined;

  const pause = (waitMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function failed(error: unknown): void {
    failures += 1;
    failedAt ??= performance.now();
    if (failures === 1) logger.error('background work fails', { work: name, error });
  }

  function succeeded(): void {
    if (failures > 0) logger.info('background work goes on', { work: name, failures });
    failures = 0;
    failedAt = undefined;
  }

  // A nudge does not shorten the pause after a failure: it would turn every commit into another failed attempt.
  const isHurried = (): boolean => state.stopping || (state.nudged && failures === 0);

  // Async of its own, so that what a round throws before its first await is a failed round as well.
  const once = async (): Promise<void> => round(() => state.stopping);

  async function run(): Promise<void> {
    while (!state.stopping) {
      state.nudged = false;
      await once().then(succeeded, failed);
      const pauseMs = failures > 0 ? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10)) : everyMs;
      if (!isHurried()) await pause(pauseMs);
    }
  }

  const running = run();
  return {
    nudge: () => {
      state.nudged = true;
      if (failures === 0) wake();
    },
    failingSince: () => failedAt,
    stop: async () => {
      state.stopping = true;
      wake();
      await running;
    },
  };
}
