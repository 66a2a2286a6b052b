import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger';
import type { SweepDoor } from '../record/door/clockwork';
import { tuning } from '../tuning';
import { startLoop, type Loop } from './loop';

const { everyMs, pageSize, longestHoldMs } = tuning.sweeper;

export interface SweeperDeps {
  door: SweepDoor;
  /** True while the clocks disagree: nothing may fire by itself then. */
  isHeld: () => boolean;
  /** Told after a page that settled something. */
  onSettled: () => void;
  logger: Logger;
}

export interface Sweeper extends Loop {
  /** True while full pages follow on each other: many deadlines are due at once. */
  isStorming(): boolean;
  /** Resolves when that is over, or after five seconds: a workflow task must not be held longer. */
  calm(): Promise<void>;
}

/**
 * Settles what is overdue, in pages, whether or not Temporal is there. On ordinary days the workflows' own timers are first
 * and it finds nothing.
 */
export function startSweeper({ door, isHeld, onSettled, logger }: SweeperDeps): Sweeper {
  let storming = false;
  let isOver: Promise<void> = Promise.resolve();
  let tellOver: () => void = () => undefined;

  function storm(): void {
    if (storming) return;
    storming = true;
    isOver = new Promise((resolve) => (tellOver = resolve));
  }

  const loop = startLoop({
    name: 'sweeper',
    everyMs,
    logger,
    async round(isStopping) {
      try {
        for (;;) {
          if (isHeld() || isStopping()) return;
          const { settled, more } = await door.settlePage(pageSize);
          if (settled > 0) {
            logger.info('overdue deadlines settled', { streams: settled });
            onSettled();
          }
          if (!more) return;
          storm();
        }
      } finally {
        storming = false;
        tellOver();
      }
    },
  });
  return {
    ...loop,
    isStorming: () => storming,
    calm: async () => {
      if (storming) await Promise.race([isOver, sleep(longestHoldMs, undefined, { ref: false })]);
    },
  };
}
