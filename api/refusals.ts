import { civilDateOf, type CivilDate } from '../domain/clock/civil';
import type { Instant } from '../domain/clock/instant';
import type { AttemptAction } from '../domain/people/auditing';
import type { Logger } from '../logger';
import type { AuditEntry } from '../record/audit';

/** A refused attempt, as it happened. */
export interface Attempt {
  /** Whose repetitions are counted together: a person, or an address where nobody was signed in. */
  who: { personId: string } | { address: string };
  action: AttemptAction;
  route: string;
  outcome: string;
  /** Finds out under which name it is written; asked only for what is written. */
  entry: () => Promise<AuditEntry>;
}

/** Refused attempts on their way into the audit log. */
export interface RefusalBook {
  /** Takes note of one; never throws and never waits. */
  note(attempt: Attempt): void;
  /** Resolves when what was noted so far is written; repetitions are still being counted. */
  written(): Promise<void>;
  /** Writes down what was counted, at the end of the process. */
  close(): Promise<void>;
}

export interface RefusalDeps {
  audit: (entry: AuditEntry) => Promise<void>;
  now: () => Instant;
  logger: Logger;
}

/** Different attempts that are written in one window; what is beyond is one row that says how many. Strangers crowd nobody out. */
const mostAWindow = { people: 20, strangers: 10 };
const minuteMs = 60_000;
/** After so many rows of a day a window is an hour. */
const mostADay = 2_000;
const hourMs = 3_600_000;

interface Counted {
  attempt: Attempt;
  repeated: number;
}

/**
 * Bounded in memory and on disk, whatever is thrown at the API: of each person (or address), action, route and outcome the
 * first attempt of a minute is written at once and the number of its repetitions at the end of the minute. At most thirty
 * different ones a minute are written, the rest is counted in one row. A day that has seen two thousand rows goes on by the
 * hour, which makes less than four thousand rows a day and process.
 */
export const createRefusalBook = ({ audit, now, logger }: RefusalDeps): RefusalBook => {
  const window = new Map<string, Counted>();
  const sizes = { people: 0, strangers: 0 };
  let beyond = 0;
  let timer: NodeJS.Timeout | undefined;
  let today: { day: CivilDate; rows: number } = { day: '', rows: 0 };
  let writing: Promise<void> = Promise.resolve();

  const write = (entryOf: () => Promise<AuditEntry>): void => {
    const day = civilDateOf(now());
    today = { day, rows: today.day === day ? today.rows + 1 : 1 };
    writing = writing.then(async () => {
      try {
        await audit(await entryOf());
      } catch (error) {
        logger.warn('refused attempt not audited', { error });
      }
    });
  };

  const endWindow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const { attempt, repeated } of window.values())
      if (repeated > 0)
        write(async () => {
          const entry = await attempt.entry();
          return { ...entry, data: { ...entry.data, repeated } };
        });
    if (beyond > 0) {
      const data = { count: beyond };
      write(() =>
        Promise.resolve({ personId: null, townId: null, action: 'refused-more', ref: 'api', data, outcome: 'many' }),
      );
    }
    window.clear();
    Object.assign(sizes, { people: 0, strangers: 0 });
    beyond = 0;
  };

  return {
    note(attempt) {
      timer ??= setTimeout(endWindow, today.rows >= mostADay ? hourMs : minuteMs).unref();
      const key = JSON.stringify([attempt.who, attempt.action, attempt.route, attempt.outcome]);
      const known = window.get(key);
      const group = 'personId' in attempt.who ? 'people' : 'strangers';
      if (known !== undefined) known.repeated += 1;
      else if (sizes[group] >= mostAWindow[group]) beyond += 1;
      else {
        sizes[group] += 1;
        window.set(key, { attempt, repeated: 0 });
        write(attempt.entry);
      }
    },
    written: () => writing,
    async close() {
      endWindow();
      await writing;
    },
  };
};
