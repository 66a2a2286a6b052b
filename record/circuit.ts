import type { Logger } from '../logger';
import { DatabaseAway, troubleOf } from './database-error';

/** A statement may wait this long for a lock before anybody asks whether the server still lives. */
const suspiciousAfterMs = 600;
const probeLimitMs = 700;
const probeEveryMs = 2_000;

/** Knows whether the database answers, so that nobody waits long for one that does not. */
export interface Circuit {
  isOpen(): boolean;
  /**
   * Runs a piece of work. When it takes long, the server is asked on a connection of its own; if it does not answer, this
   * and all other work is abandoned. `abandon` must free what the work holds.
   */
  guard<T>(work: () => Promise<T>, limitMs: number, abandon: () => void): Promise<T>;
  stop(): void;
}

/** `probe` asks the server on a new connection and rejects when it does not answer. */
export const createCircuit = (probe: (limitMs: number) => Promise<void>, logger: Logger): Circuit => {
  const waiting = new Set<(error: DatabaseAway) => void>();
  let open = false;
  let asking: Promise<void> | undefined;
  let next: NodeJS.Timeout | undefined;

  const changeTo = (away: boolean, error?: unknown): void => {
    if (away !== open) logger.log(away ? 'error' : 'info', away ? 'database away' : 'database back', { error });
    open = away;
    if (!away) return;
    for (const fail of waiting) fail(new DatabaseAway('it does not answer'));
    next = setTimeout(() => void ask(), probeEveryMs);
    next.unref();
  };
  const ask = (): Promise<void> => {
    asking ??= probe(probeLimitMs)
      .then(
        () => {
          changeTo(false);
        },
        (error: unknown) => {
          changeTo(true, error);
        },
      )
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  const guard = async <T>(work: () => Promise<T>, limitMs: number, abandon: () => void): Promise<T> => {
    if (open) throw new DatabaseAway('the circuit is open');
    let give: (error: DatabaseAway) => void = () => undefined;
    const abandoned = new Promise<never>((_, reject) => {
      give = (error) => {
        abandon();
        reject(error);
      };
    });
    waiting.add(give);
    const suspicion = setTimeout(() => void ask(), suspiciousAfterMs);
    const limit = setTimeout(() => {
      give(new DatabaseAway(`no answer within ${limitMs} ms`));
    }, limitMs);
    try {
      return await Promise.race([work(), abandoned]);
    } catch (error) {
      if (troubleOf(error) === 'away') void ask();
      throw error;
    } finally {
      waiting.delete(give);
      clearTimeout(suspicion);
      clearTimeout(limit);
    }
  };

  return {
    isOpen: () => open,
    guard,
    stop: () => {
      clearTimeout(next);
    },
  };
};
