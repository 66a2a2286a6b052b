import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../../config';
import { programVersion } from '../../../record/program-version';

const folder = join(rootDir, 'test', 'workflows', 'histories');

/** The histories of this release; those of earlier ones stay beside it for ever, since cases live longer than releases. */
export const currentRelease = programVersion();
export const currentFolder = join(folder, currentRelease);

/** Every history of every release, as `<release>/<scenario>.json`. */
export const historyNames = (): string[] =>
  readdirSync(folder)
    .filter((release) => /^\d+\.\d+\.\d+/.test(release))
    .flatMap((release) => namesIn(join(folder, release)).map((name) => `${release}/${name}`));

export const historyOf = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Files of one release. */
export const namesIn = (release: string): string[] =>
  existsSync(release) ? readdirSync(release).filter((name) => name.endsWith('.json')) : [];
