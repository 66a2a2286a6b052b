import { tuning } from '../tuning';

const { windowMs, busyFrom } = tuning.traffic;

/** Tells how busy the door is, from the commits that this process hears of. */
export interface Traffic {
  committed(): void;
  /** True while so much is committed that whatever can wait should. */
  isBusy(): boolean;
}

/** Counts the commits of the last half second; more than 60 a second are busy. */
export function createTraffic(nowMs: () => number = () => performance.now()): Traffic {
  let startedAt = nowMs();
  let count = 0;
  let before = 0;

  /** Two half windows, so that the count neither forgets all at once nor keeps a list. */
  function turn(): void {
    const elapsed = nowMs() - startedAt;
    if (elapsed < windowMs / 2) return;
    before = elapsed < windowMs ? count : 0;
    count = 0;
    startedAt = nowMs();
  }

  return {
    committed() {
      turn();
      count += 1;
    },
    isBusy() {
      turn();
      return before + count > busyFrom;
    },
  };
}
