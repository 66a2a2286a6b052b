import type { Logger } from '../logger';

const toleratedMs = 5_000;
const resumeAfterMs = 5 * 60_000;

export interface Clocks {
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** A clock that nobody sets. */
  monotonicMs(): number;
}

export interface ClockWatch {
  /** Compares the clocks; `recordMs` is what the record's clock shows at this moment, where that is a real one. */
  observe(recordMs?: number): void;
  /** True while nothing may fire by itself. */
  isHeld(): boolean;
  /** An operator has looked and says that the clocks are right. */
  resume(): void;
}

const systemClocks: Clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/**
 * Suspects the clock when the wall clock jumps more than 5 s against the monotonic one, or differs as much from the
 * record's. Automatic settling is then held, because a wrong clock would escalate wrongly; it resumes after five minutes
 * of agreement. People's own actions go on.
 */
export function createClockWatch(logger: Logger, clocks: Clocks = systemClocks): ClockWatch {
  let offset = clocks.wallMs() - clocks.monotonicMs();
  let suspectedAt: number | undefined;

  function suspect(why: string, byMs: number): void {
    if (suspectedAt === undefined) logger.error('clock suspected: deadlines do not fire by themselves', { why, byMs });
    suspectedAt = clocks.monotonicMs();
  }

  return {
    observe(recordMs) {
      const wall = clocks.wallMs();
      const monotonic = clocks.monotonicMs();
      const jump = wall - monotonic - offset;
      offset = wall - monotonic;
      const apart = recordMs === undefined ? 0 : recordMs - wall;
      if (Math.abs(jump) > toleratedMs) suspect('the wall clock jumped', Math.round(jump));
      else if (Math.abs(apart) > toleratedMs) suspect('the database shows another time', Math.round(apart));
      else if (suspectedAt !== undefined && monotonic - suspectedAt >= resumeAfterMs) {
        suspectedAt = undefined;
        logger.info('clocks agree again: deadlines fire');
      }
    },
    isHeld: () => suspectedAt !== undefined,
    resume() {
      suspectedAt = undefined;
      logger.warn('clocks accepted by an operator: deadlines fire');
    },
  };
}
