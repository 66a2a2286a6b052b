import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tableFileOf } from './places';

/** The folder is taken already. */
export class FolderInUse extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'FolderInUse';
  }
}

/** The backup could not be written; what had been written of it is gone again. */
export class CannotWriteBackup extends Error {
  constructor(folder: string, code: string) {
    const isFull = ['ENOSPC', 'EDQUOT'].includes(code);
    const way = isFull
      ? `the disk of ${folder} is full (${code}): make room, or name a folder on another disk`
      : `${folder} cannot be written (${code}): name a folder that the account of this program may make and write`;
    super(`${way}; nothing of this backup was kept`);
    this.name = 'CannotWriteBackup';
  }
}

/** Lies in a folder as long as a backup is being written there, and holds the process that does so. */
const markerOf = (draft: string): string => join(draft, 'unfinished-backup');

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
};

const isFilled = async (folder: string): Promise<boolean> => existsSync(folder) && (await readdir(folder)).length > 0;

/** What a backup that was broken off has left is taken away; anything else is not ours. @throws FolderInUse */
const clear = async (draft: string): Promise<void> => {
  if (!(await isFilled(draft))) return;
  const marker = markerOf(draft);
  if (!existsSync(marker)) {
    throw new FolderInUse(
      `${draft} is not empty: where it is left of a backup that was broken off it may be deleted, else name another folder`,
    );
  }
  const pid = Number(readFileSync(marker, 'utf8').trim());
  if (pid !== process.pid && Number.isSafeInteger(pid) && pid > 0 && isAlive(pid))
    throw new FolderInUse(`${draft} is being written by another backup (process ${pid}): wait for it`);
  await rm(draft, { recursive: true });
};

const codeOf = (error: unknown): string | undefined => {
  const isOfFile = typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
  return isOfFile ? String(error.code) : undefined;
};

/**
 * Lets `write` fill a folder beside `to`, which gets its name when it is whole. Where that fails nothing of it stays.
 *
 * @throws FolderInUse, CannotWriteBackup
 */
export const drafting = async <T>(to: string, write: (draft: string) => Promise<T>): Promise<T> => {
  const draft = `${to}.partial`;
  if (await isFilled(to)) throw new FolderInUse(`${to} is not empty: a backup gets a folder of its own`);
  await clear(draft);
  try {
    await mkdir(dirname(tableFileOf(draft, 'any')), { recursive: true, mode: 0o700 });
    await writeFile(markerOf(draft), `${process.pid}\n`, { mode: 0o600 });
    const written = await write(draft);
    await rm(markerOf(draft));
    await rename(draft, to);
    return written;
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    const code = codeOf(error);
    throw code === undefined ? error : new CannotWriteBackup(to, code);
  }
};
