import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  /** Resolves when the next one may go. */
  turn(): Promise<void>;
}

/** Lets through so many a second as `perSecond` says at the moment, evenly, with a small burst after a rest. */
export function createPace(perSecond: () => number, nowMs: () => number = () => performance.now()): Pace {
  const burstMs = 100;
  let nextAt = 0;
  return {
    async turn() {
      const now = nowMs();
      const mine = Math.max(nextAt, now - burstMs);
      nextAt = mine + 1000 / perSecond();
      if (mine > now) await sleep(mine - now);
    },
  };
}
