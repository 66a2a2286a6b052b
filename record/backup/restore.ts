import { existsSync, readFileSync } from 'node:fs';
import { constants, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../config';
import { migrate, type DataSources } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { sha256 } from '../hash';
import { muting } from '../mute';
import { contentFiles, contentPath, sha256OfFile } from '../reconcile/attachment-files';
import { loadTable } from './load';
import { keyFileOf, manifestOf, tableFileOf, uploadsOf, type Manifest } from './places';

export interface RestoreOptions {
  /** An open database without any tables. */
  sources: DataSources;
  from: string;
  dataDir: string;
  /** PAYLOAD_KEY, where it is set: with what the programs would then try to open what is restored. */
  givenKey?: Buffer | undefined;
  onTable: (table: string, rows: number) => void;
}

/** The backup is not whole, or its place is taken; nothing was changed. */
export class CannotRestore extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'CannotRestore';
  }
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 1 && 'tables' in value;

/** Reads what the backup says of itself. */
export const readManifest = (from: string): Manifest => {
  const file = manifestOf(from);
  if (!existsSync(file))
    throw new CannotRestore(`${from} holds no manifest: it is no backup, or one that was not finished`);
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isManifest(value)) throw new CannotRestore(`${file} is of a form that this version does not know`);
  return value;
};

/** Every file of the backup against the manifest and against its own name. */
const checkFiles = async (from: string, manifest: Manifest): Promise<void> => {
  for (const { table, sha256: hash } of manifest.tables) {
    const file = tableFileOf(from, table);
    if (!existsSync(file) || (await sha256OfFile(file)) !== hash)
      throw new CannotRestore(`${file} is missing or was changed`);
  }
  const key = readFileSync(keyFileOf(from), 'utf8').trim();
  if (sha256(key) !== manifest.payloadKey.sha256) throw new CannotRestore(`${keyFileOf(from)} was changed`);
  let files = 0;
  for await (const { sha256: name, path } of contentFiles(uploadsOf(from))) {
    if ((await sha256OfFile(path)) !== name) throw new CannotRestore(`${path} was changed`);
    files += 1;
  }
  if (files !== manifest.uploads.files) {
    throw new CannotRestore(`the backup holds ${files} uploads instead of ${manifest.uploads.files}`);
  }
};

const checkPlace = async ({ sources, from, dataDir, givenKey }: RestoreOptions): Promise<void> => {
  const runner = sources.write.createQueryRunner();
  const hasTables = await runner.hasTable('stream').finally(() => runner.release());
  if (hasTables) throw new CannotRestore('the database is not empty: restore into a new one');
  const own = join(dataDir, 'payload.key');
  const key = readFileSync(keyFileOf(from), 'utf8').trim();
  if (givenKey !== undefined && !givenKey.equals(Buffer.from(key, 'base64'))) {
    throw new ConfigError([
      `PAYLOAD_KEY is not the key this data was made with, which is ${keyFileOf(from)}: take PAYLOAD_KEY away, or set it to that key; nothing was restored`,
    ]);
  }
  if (existsSync(own) && readFileSync(own, 'utf8').trim() !== key) {
    throw new CannotRestore(`${own} holds another key: move it away, or restore into another data directory`);
  }
};

/**
 * A copy of a record knows the receivers of the original and what still waits for them. It sends nothing until an operator
 * says that it speaks for itself.
 */
const muteCopy = (sources: DataSources, { madeAt }: Manifest): Promise<void> =>
  sources.oneAtATime(() =>
    sources.write.transaction(async (tx) => {
      const statements = muting(new Date().toISOString(), `restored from the backup of ${madeAt}`);
      for (const { sql, params } of statements) await tx.query(sql, params);
    }),
  );

/**
 * Puts a backup into an empty database and data directory: the tables at the level they were saved at, then brought to the
 * level of this build. Nothing is touched before every file has been compared with the manifest. Webhooks are muted.
 */
export const restore = async (options: RestoreOptions): Promise<Manifest> => {
  const { sources, from, dataDir, onTable } = options;
  const manifest = readManifest(from);
  await checkFiles(from, manifest);
  await checkPlace(options);
  await migrateTo(sources, manifest.migrations);
  for (const { table, rows } of manifest.tables) {
    const loaded = await loadTable(sources, table, tableFileOf(from, table));
    if (loaded !== rows) throw new Error(`${table}: ${loaded} rows instead of ${rows}`);
    onTable(table, loaded);
  }
  await migrate(sources);
  await muteCopy(sources, manifest);
  for await (const { sha256: hash, path } of contentFiles(uploadsOf(from))) {
    const to = contentPath(join(dataDir, 'attachments'), hash);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(path, to, constants.COPYFILE_FICLONE);
  }
  const key = join(dataDir, 'payload.key');
  await mkdir(dataDir, { recursive: true });
  if (!existsSync(key)) await writeFile(key, readFileSync(keyFileOf(from)), { mode: 0o600 });
  return manifest;
};
