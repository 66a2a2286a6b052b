import type { Instant } from '../domain/clock/instant';
import type { Row } from './admin';
import { text } from './row';
import { statement, type Statement } from './sql';

/**
 * The record's clock: the database's, read in a statement of its own, because `NOW()` inside a locking read is the time
 * before the wait. On SQLite the process's. `given` replaces both.
 */
export interface RecordClock {
  /** Empty, or the statement that reads the database's clock. */
  statements: Statement[];
  /** Empty, or `, … AS instant`: the same as one more column of a statement that has a row anyway. */
  column: string;
  /** From the answer of that statement. */
  read(row: Row | undefined): Instant;
}

/** SYSDATE, since NOW() follows the session's `timestamp`; sessions are in UTC. */
const tick = "DATE_FORMAT(SYSDATE(3), '%Y-%m-%dT%H:%i:%s.%f') AS instant";

const ofServer: RecordClock = {
  statements: [statement(`SELECT ${tick}`)],
  column: `, ${tick}`,
  read: (row) => {
    if (row === undefined) throw new Error('the clock was not read');
    return `${text(row, 'instant').slice(0, 23)}Z`;
  },
};

const ofProcess: RecordClock = { statements: [], column: '', read: () => new Date(Date.now()).toISOString() };

export const recordClock = (sqlite: boolean, given?: () => Instant): RecordClock => {
  if (given) return { statements: [], column: '', read: () => given() };
  return sqlite ? ofProcess : ofServer;
};
