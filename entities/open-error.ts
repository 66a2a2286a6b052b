import { existsSync } from 'node:fs';
import type { Database } from './data-source';

/** The database cannot be opened; says why and what to do, without any password. */
export class CannotOpen extends Error {
  constructor(
    message: string,
    /** True where it may work by itself a little later: the server is away, the disk is full. */
    readonly isPassing: boolean,
  ) {
    super(message);
    this.name = 'CannotOpen';
  }
}

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
};

const isOf = (code: string, ...prefixes: string[]): boolean => prefixes.some((prefix) => code.startsWith(prefix));

const ofFile = (file: string, error: unknown): CannotOpen => {
  const code = codeOf(error);
  const check = 'check DATABASE_URL and DATA_DIR';
  if (isOf(code, 'SQLITE_NOTADB')) {
    return new CannotOpen(`${file} is no SQLite database: ${check}, or restore a backup into a new place`, false);
  }
  if (isOf(code, 'SQLITE_CORRUPT')) {
    return new CannotOpen(`${file} is damaged (${code}): keep it, and restore a backup into a new place`, false);
  }
  if (isOf(code, 'SQLITE_FULL', 'SQLITE_IOERR', 'ENOSPC', 'EDQUOT', 'EIO')) {
    return new CannotOpen(
      `${file} cannot be opened (${code}): is its disk full or failing? Make room and start again`,
      true,
    );
  }
  if (isOf(code, 'SQLITE_BUSY')) {
    return new CannotOpen(`${file} is locked by another program (${code}): close it and start again`, true);
  }
  const missing = existsSync(file) ? '' : ` There is no such file: ${check}.`;
  return new CannotOpen(
    `${file} cannot be opened (${code}): it must be a file, in a folder, that the account of this program may read and write.${missing}`,
    false,
  );
};

/** What is said by the server itself and passes. */
const passing = ['ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS', 'ER_SERVER_SHUTDOWN', 'ER_HOST_IS_BLOCKED'];

const ofServer = (text: string, error: unknown): CannotOpen => {
  const { hostname, port, username, pathname } = new URL(text);
  const server = `the database server at ${hostname}:${port === '' ? '3306' : port}`;
  const name = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username);
  const code = codeOf(error);
  if (isOf(code, 'ER_ACCESS_DENIED', 'ER_HOST_NOT_PRIVILEGED', 'AUTH_', 'ER_NOT_SUPPORTED_AUTH_MODE')) {
    return new CannotOpen(
      `${server} does not let "${user}" in (${code}): check user and password in DATABASE_URL, and from where that account may come`,
      false,
    );
  }
  if (isOf(code, 'ER_BAD_DB_ERROR')) {
    return new CannotOpen(
      `${server} has no database "${name}": create it (CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci), or correct DATABASE_URL`,
      false,
    );
  }
  if (isOf(code, 'ER_DBACCESS_DENIED_ERROR')) {
    return new CannotOpen(
      `${server} does not let "${user}" use the database "${name}": GRANT ALL ON ${name}.* to that account, or correct DATABASE_URL`,
      false,
    );
  }
  const isAnswer = typeof error === 'object' && error !== null && 'sqlState' in error;
  if (isAnswer && !passing.includes(code)) {
    return new CannotOpen(`${server} refuses the connection (${code}): look into its log`, false);
  }
  return new CannotOpen(
    `${server} does not answer (${code}): is it running, and are host and port in DATABASE_URL right?`,
    true,
  );
};

/** What a failed opening means for whoever runs the program. What is known already stays as it is. */
export const openingError = (database: Database, error: unknown): CannotOpen =>
  database.type === 'sqlite' ? ofFile(database.file, error) : ofServer(database.url, error);
