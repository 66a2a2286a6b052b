import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Pack } from '../domain/policy/pack';
import type { Outcome, Problem } from './problems';
import { readPack } from './read-pack';
import { readingOnce } from './read-yaml';

const VERSION_FILE = /^(\d+)\.(\d+)\.(\d+)\.yaml$/;
/** Folders of policies/ that hold no packs. */
const OTHER_FOLDERS = ['schema', 'calendars'];

const partsOf = (fileName: string): number[] => VERSION_FILE.exec(fileName)?.slice(1).map(Number) ?? [];

const byVersion = (a: string, b: string): number => {
  const [left, right] = [partsOf(a), partsOf(b)];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return differs < 0 ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0);
};

/** The version files of a pack's folder, oldest first. */
export const versionFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort(byVersion)
    .map((name) => join(folder, name));

/** All pack files under a folder `policies/`, versions of one pack oldest first. */
const packFiles = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHER_FOLDERS.includes(entry.name))
    .flatMap((entry) => versionFiles(join(root, entry.name)));

const misplaced = (file: string, pack: Pack): Problem[] =>
  basename(dirname(file)) === pack.packId && basename(file) === `${pack.version}.yaml`
    ? []
    : [
        {
          file,
          line: 1,
          column: 1,
          path: '/packId',
          message: `文件应放在 ${pack.packId}/${pack.version}.yaml`,
          code: 'misplaced',
        },
      ];

/** All versions of all packs in the order of `packFiles`; one bad file refuses them all. */
export const readLibrary = (root: string): Outcome<Pack[]> => {
  const readYaml = readingOnce();
  const read = packFiles(root).map((file) => ({ file, outcome: readPack(file, readYaml) }));
  const problems = read.flatMap(({ file, outcome }) =>
    'problems' in outcome ? outcome.problems : misplaced(file, outcome.value),
  );
  if (problems.length > 0) return { problems };
  return { value: read.flatMap(({ outcome }) => ('value' in outcome ? [outcome.value] : [])) };
};
