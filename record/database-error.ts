import { QueryFailedError } from 'typeorm';

/** What a failed statement means for the transaction around it. */
export type DatabaseTrouble =
  /** Deadlock, a row changed under a snapshot, SQLite busy: the whole transaction again. */
  | 'conflict'
  /** Waited for a lock as long as it may. */
  | 'lock-wait'
  /** A unique key is taken. */
  | 'duplicate'
  /** No connection, a lost one, a server that shuts down or takes none: nobody knows what it still did. */
  | 'away'
  /** No room: the statement was refused and nothing of it was written. */
  | 'full'
  /** Read-only, or a disk that fails: the statement was refused for now. */
  | 'refusing'
  | 'bug';

/** The circuit is open, or an answer did not come in time. */
export class DatabaseAway extends Error {
  constructor(reason: string) {
    super(`database away: ${reason}`);
    this.name = 'DatabaseAway';
  }
}

const byCode: Readonly<Record<string, DatabaseTrouble>> = {
  ER_LOCK_DEADLOCK: 'conflict',
  ER_CHECKREAD: 'conflict',
  ER_LOCK_WAIT_TIMEOUT: 'lock-wait',
  ER_DUP_ENTRY: 'duplicate',
  ER_CON_COUNT_ERROR: 'away',
  ER_SERVER_SHUTDOWN: 'away',
  ER_CONNECTION_KILLED: 'away',
  ER_DISK_FULL: 'full',
  ER_RECORD_FILE_FULL: 'full',
  ER_TRANS_CACHE_FULL: 'full',
  EE_DISK_FULL: 'full',
  ER_OPTION_PREVENTS_STATEMENT: 'refusing',
  ER_READ_ONLY_MODE: 'refusing',
  ER_OPEN_AS_READONLY: 'refusing',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'refusing',
  SQLITE_CONSTRAINT_UNIQUE: 'duplicate',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'duplicate',
  SQLITE_FULL: 'full',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EHOSTUNREACH: 'away',
  ENOTFOUND: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
  PROTOCOL_CONNECTION_LOST: 'away',
  PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR: 'away',
  PROTOCOL_ENQUEUE_AFTER_QUIT: 'away',
  PROTOCOL_SEQUENCE_TIMEOUT: 'away',
};

const byPrefix: readonly (readonly [string, DatabaseTrouble])[] = [
  ['SQLITE_BUSY', 'conflict'],
  ['SQLITE_IOERR', 'refusing'],
  ['SQLITE_READONLY', 'refusing'],
  ['SQLITE_CANTOPEN', 'refusing'],
  ['SQLITE_CORRUPT', 'refusing'],
  ['SQLITE_NOTADB', 'refusing'],
];

const inner = (error: unknown): object => {
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof driverError === 'object' && driverError !== null ? driverError : {};
};

/** The driver calls an error fatal that ends the connection; what the server itself said has a state. */
const isLost = (error: object): boolean => 'fatal' in error && error.fatal === true && !('sqlState' in error);

/**
 * A server wraps what its disk said into errors of many codes and names it by the number of the system: 28 is ENOSPC, 122
 * EDQUOT.
 */
const isNoSpace = (error: object): boolean => {
  const said = 'sqlMessage' in error && 'sqlState' in error ? String(error.sqlMessage) : '';
  return /\b(?:errcode|errno|error):? (?:28|122)\b/i.test(said);
};

/** The code of a failed statement, for the log and for operators. */
export const codeOfTrouble = (error: unknown): string => {
  const cause = inner(error);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
};

/** Tells a failed statement's meaning by its code, never by its words. */
export const troubleOf = (error: unknown): DatabaseTrouble => {
  if (error instanceof DatabaseAway) return 'away';
  const cause = inner(error);
  const code = codeOfTrouble(error);
  const known = byCode[code] ?? byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (known !== undefined) return known;
  if (isNoSpace(cause)) return 'full';
  return isLost(cause) ? 'away' : 'bug';
};
