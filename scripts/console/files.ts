import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The text of a file; empty where there is none. */
export const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Writes a file unless it holds this already, so that what watches it is not woken for nothing. */
export const writeChanged = (file: string, text: string): void => {
  if (existsSync(file) && readText(file) === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const filesIn = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)));
};

/** A digest over the contents of files and of all files in folders, with their names. */
export const digestOfFiles = (paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesIn)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};
