import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Where the API keeps the content of an upload, below the folder of the uploads. */
export const contentPath = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

export interface ContentFile {
  sha256: string;
  path: string;
  size: number;
  /** Milliseconds since 1970, by the file system. */
  changedMs: number;
}

/** The files that are named like content; what is just being written has another name. */
export async function* contentFiles(folder: string): AsyncGenerator<ContentFile> {
  if (!existsSync(folder)) return;
  for (const shelf of (await readdir(folder)).toSorted()) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    for (const name of (await readdir(join(folder, shelf))).toSorted()) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const path = join(folder, shelf, name);
      const { size, mtimeMs } = await stat(path);
      yield { sha256: name, path, size, changedMs: mtimeMs };
    }
  }
}
