import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import { DataSource, QueryFailedError } from 'typeorm';

/** A lock that this process has. */
export interface FileLock {
  release(): Promise<void>;
}

const isBusy = (error: unknown): boolean => {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
};

/** For its owner alone; SQLite gives its own files beside it (-wal, -shm, -journal) the same mode. */
export const makePrivate = (file: string): void => {
  closeSync(openSync(file, 'a', 0o600));
};

/**
 * Takes `<file>.lock` for this process, beside the file itself where the name is a link to it: an exclusive transaction held
 * open on it, which the system lets go of however the process ends. Undefined where another process has it.
 */
export const lockFile = async (file: string): Promise<FileLock | undefined> => {
  const lock = `${existsSync(file) ? realpathSync(file) : file}.lock`;
  makePrivate(lock);
  const holder = new DataSource({ type: 'better-sqlite3', database: lock, timeout: 0 });
  await holder.initialize();
  try {
    await holder.query('BEGIN EXCLUSIVE');
  } catch (error) {
    await holder.destroy();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => holder.destroy() };
};
