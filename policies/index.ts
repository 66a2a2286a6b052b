import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar } from '../domain/clock/calendar';
import type { Pack } from '../domain/policy/pack';
import { readLibrary, versionFiles } from './library';
import { PackError, valueOrThrow } from './problems';
import { readCalendar } from './read-calendar';
import { readPack } from './read-pack';
import { policiesRoot } from './root';

export { formatProblem, PackError, type Problem } from './problems';

let active: Pack[] | undefined;

/**
 * Loads one pack, checked and frozen.
 *
 * @param path a pack file, or a folder of versions, of which the newest is taken.
 * @throws PackError with every problem found; then nothing is loaded.
 */
export const loadPack = (path: string): Pack => {
  const file = statSync(path).isDirectory() ? versionFiles(path).at(-1) : path;
  if (file === undefined) {
    throw new PackError([
      { file: path, line: 1, column: 1, path: '', message: '文件夹里没有政策包', code: 'unknown-pack' },
    ]);
  }
  return valueOrThrow(readPack(file));
};

/**
 * Loads all packs and makes them the active ones; by packId, the newest version of each.
 *
 * @throws PackError if any file is refused; the packs that were active before stay so.
 */
export const loadPacks = (root = policiesRoot()): Map<string, Pack> => {
  active = valueOrThrow(readLibrary(root));
  return new Map(active.map((pack) => [pack.packId, pack]));
};

/**
 * The pack that a case pins, from the active ones.
 *
 * @throws PackError if that version is not there: a case cannot be decided by other rules than its own.
 */
export const packOf = (packId: string, version: string): Pack => {
  if (active === undefined) loadPacks();
  const pack = active?.find((candidate) => candidate.packId === packId && candidate.version === version);
  if (pack !== undefined) return pack;
  const message = `没有政策包 ${packId} ${version}`;
  throw new PackError([{ file: policiesRoot(), line: 1, column: 1, path: '', message, code: 'unknown-pack' }]);
};

/** Every active version of a pack, oldest first; none of a pack that is not there. */
export const versionsOf = (packId: string): Pack[] => {
  if (active === undefined) loadPacks();
  return (active ?? []).filter((pack) => pack.packId === packId);
};

/**
 * Loads the working-day calendar of all known years; its `version` names the years and a digest of their days.
 *
 * @throws PackError with every problem found.
 */
export const loadCalendar = (root = policiesRoot()): Calendar => valueOrThrow(readCalendar(join(root, 'calendars')));
