import { accessSync, closeSync, constants, existsSync, mkdtempSync, openSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

/** The code with which the system refuses it; undefined where it does not. */
const refusalOf = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

/** The path itself, or the nearest folder above it that there is. */
const nearest = (path: string): string => {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return there;
};

/** A full disk is told by /readyz, and passes. */
const passing = ['ENOSPC', 'EDQUOT'];

/** Rights alone do not tell: in /proc nobody may make a folder, root neither. What is made for the try is gone at once. */
const refusalToMake = (folder: string): string | undefined => {
  const code = refusalOf(() => {
    rmdirSync(mkdtempSync(join(folder, '.bihuan-')));
  });
  return code !== undefined && passing.includes(code) ? undefined : code;
};

/**
 * Why a folder cannot be ours, or made where it is not there yet; undefined where it can. `name` is the setting; `isToMake`
 * where something has to be made in it.
 */
export const folderProblem = (name: string, path: string, isToMake = false): string | undefined => {
  const there = nearest(path);
  const where = there === path ? `${name} ${path}` : `${name} ${path} cannot be made: ${there}`;
  if (!statSync(there).isDirectory()) return `${where} is no folder: name another one in ${name}`;
  const code =
    refusalOf(() => {
      accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
    }) ?? (there === path && !isToMake ? undefined : refusalToMake(there));
  if (code === undefined) return undefined;
  return `${where} cannot be read and written by the account of this program (${code}): give it to that account, or name another one`;
};

/** Why nothing can be appended to a file, which need not be there yet; undefined where it can. Changes nothing in it. */
export const appendProblem = (name: string, file: string): string | undefined => {
  if (!existsSync(file)) return folderProblem(name, dirname(file), true);
  if (!statSync(file).isFile()) return `${name} ${file} is no file: name one that lines can be appended to`;
  const code = refusalOf(() => {
    closeSync(openSync(file, 'a'));
  });
  if (code === undefined) return undefined;
  return `${name} ${file} cannot be written by the account of this program (${code}): give it to that account, or name another one`;
};
