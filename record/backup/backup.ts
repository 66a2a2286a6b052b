import { constants, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instant } from '../../domain/clock/instant';
import type { DataSources } from '../../entities/data-source';
import { sha256 } from '../hash';
import { contentPath, sha256OfFile } from '../reconcile/attachment-files';
import { drafting } from './draft';
import { dumpTables, type DumpedTable } from './dump';
import { keyFileOf, manifestOf, tableFileOf, uploadsOf, type Manifest } from './places';

export interface BackupOptions {
  sources: DataSources;
  /** The folder of the uploads. */
  attachmentsDir: string;
  payloadKey: Buffer;
  /** A folder that does not exist yet, or is empty. */
  to: string;
  version: string;
  madeAt: Instant;
  onTable: (table: DumpedTable) => void;
}

/** What says that the place of the backup is at fault, and not the upload. */
const ofThePlace = ['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE'];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

/** Copies one upload; says what is wrong with it where it cannot be had. */
const copyUpload = async (from: string, to: string, hash: string): Promise<string | undefined> => {
  await mkdir(dirname(to), { recursive: true });
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    const code = codeOf(error);
    if (ofThePlace.includes(code)) throw error;
    await rm(to, { force: true });
    return code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
  }
  if ((await sha256OfFile(to)) === hash) return undefined;
  await rm(to);
  return 'has another content';
};

/**
 * Content never changes, so what is copied after the snapshot is what the snapshot means. One that is lost is named: it
 * must not keep all the others from being saved.
 */
const copyUploads = async (
  { attachmentsDir }: BackupOptions,
  folder: string,
  uploads: { sha256: string; size: number }[],
): Promise<Manifest['uploads']> => {
  const copied: Required<Manifest['uploads']> = { files: 0, bytes: 0, lost: [] };
  for (const { sha256: hash, size } of uploads) {
    const what = await copyUpload(contentPath(attachmentsDir, hash), contentPath(uploadsOf(folder), hash), hash);
    if (what !== undefined) copied.lost.push({ sha256: hash, what });
    else {
      copied.files += 1;
      copied.bytes += size;
    }
  }
  return copied;
};

/**
 * Writes everything that is needed to have the record again: all tables at one moment, the uploads they name, the key of
 * payloads and secrets, and a manifest with the hashes. The folder gets its name when it is whole.
 *
 * @throws FolderInUse, CannotWriteBackup
 */
export const backUp = async (options: BackupOptions): Promise<Manifest> => {
  const { sources, payloadKey, to, version, madeAt, onTable } = options;
  return drafting(to, async (draft) => {
    const dump = await dumpTables(sources, (table) => tableFileOf(draft, table), onTable);
    const uploads = await copyUploads(options, draft, dump.uploads);
    const key = payloadKey.toString('base64');
    await writeFile(keyFileOf(draft), `${key}\n`, { mode: 0o600 });
    const manifest: Manifest = {
      format: 1,
      version,
      madeAt,
      database: sources.type,
      migrations: dump.migrations,
      tables: dump.tables,
      uploads,
      payloadKey: { sha256: sha256(key) },
    };
    await writeFile(manifestOf(draft), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  });
};
