import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../config';

const goHomes = ['/usr/local/go/bin', '/usr/lib/go/bin'];

/** What programs end in on this system. */
export const programSuffix = process.platform === 'win32' ? '.exe' : '';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first of the folders that has the program; undefined when none has. */
export const firstProgram = (folders: readonly string[], name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find(isProgram);

/** The Go tool, on the PATH or where its own installer puts it. */
export const findGo = ({ searchPath }: Machine): string | undefined =>
  firstProgram([...searchPath, ...goHomes], `go${programSuffix}`);
