import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instant } from '../../domain/clock/instant';
import type { DataSources } from '../../entities/data-source';
import { sha256 } from '../hash';
import { contentPath, sha256OfFile } from '../reconcile/attachment-files';
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

/** The folder is taken already. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`${folder} is not empty: a backup gets a folder of its own`);
    this.name = 'FolderInUse';
  }
}

/** An upload that the record names is not there as it should be. */
export class UploadLost extends Error {
  constructor(hash: string) {
    super(`upload ${hash} is missing or damaged: run \`reconcile check --class D11\`; nothing was backed up`);
    this.name = 'UploadLost';
  }
}

/** Content never changes, so what is copied after the snapshot is what the snapshot means. */
const copyUploads = async (
  { attachmentsDir }: BackupOptions,
  folder: string,
  uploads: { sha256: string; size: number }[],
): Promise<number> => {
  let bytes = 0;
  for (const { sha256: hash, size } of uploads) {
    const from = contentPath(attachmentsDir, hash);
    const to = contentPath(uploadsOf(folder), hash);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_FICLONE).catch(() => {
      throw new UploadLost(hash);
    });
    if ((await sha256OfFile(to)) !== hash) throw new UploadLost(hash);
    bytes += size;
  }
  return bytes;
};

/**
 * Writes everything that is needed to have the record again: all tables at one moment, the uploads they name, the key of
 * payloads and secrets, and a manifest with the hashes. The folder gets its name when it is whole.
 */
export const backUp = async (options: BackupOptions): Promise<Manifest> => {
  const { sources, payloadKey, to, version, madeAt, onTable } = options;
  const draft = `${to}.partial`;
  for (const folder of [to, draft]) {
    if (existsSync(folder) && (await readdir(folder)).length > 0) throw new FolderInUse(folder);
  }
  await mkdir(dirname(tableFileOf(draft, 'any')), { recursive: true, mode: 0o700 });
  const dump = await dumpTables(sources, (table) => tableFileOf(draft, table), onTable);
  const bytes = await copyUploads(options, draft, dump.uploads);
  const key = payloadKey.toString('base64');
  await writeFile(keyFileOf(draft), `${key}\n`, { mode: 0o600 });
  const manifest: Manifest = {
    format: 1,
    version,
    madeAt,
    database: sources.type,
    migrations: dump.migrations,
    tables: dump.tables,
    uploads: { files: dump.uploads.length, bytes },
    payloadKey: { sha256: sha256(key) },
  };
  await writeFile(manifestOf(draft), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, to);
  return manifest;
};
