import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createConnection } from 'mysql2/promise';
import { rootDir } from '../../config';
import type { Database } from '../../entities/data-source';
import type { Manifest } from './manifest';

const home = join(rootDir, 'test', 'releases');

/** Every release that left something behind. */
export const keptReleases = (): string[] =>
  readdirSync(home).filter((name) => /^\d+\.\d+\.\d+$/.test(name) && existsSync(join(home, name)));

export const manifestOf = (release: string, database: Database): Manifest => {
  const text = readFileSync(join(home, release, folderOf(database), 'manifest.json'), 'utf8');
  return JSON.parse(text) as Manifest;
};

const folderOf = ({ type }: Database): string => (type === 'sqlite' ? 'sqlite' : 'mariadb');

const unzipped = (file: string): Buffer => gunzipSync(readFileSync(file));

/** Lays a release's data into an empty data directory and an empty database. */
export const unpack = async (release: string, database: Database, dataDir: string): Promise<void> => {
  const from = join(home, release, folderOf(database));
  mkdirSync(dataDir, { recursive: true });
  copyFileSync(join(from, 'payload.key'), join(dataDir, 'payload.key'));
  // A checkout does not keep the mode that the program gave it.
  chmodSync(join(dataDir, 'payload.key'), 0o600);
  writeFileSync(join(dataDir, 'temporal.sqlite'), unzipped(join(from, 'temporal.sqlite.gz')));
  const contents = JSON.parse(unzipped(join(from, 'attachments.json.gz')).toString()) as Record<string, string>;
  for (const [name, base64] of Object.entries(contents)) {
    const file = join(dataDir, 'attachments', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(base64, 'base64'));
  }
  if (database.type === 'sqlite') {
    writeFileSync(database.file, unzipped(join(from, 'bihuan.sqlite.gz')), { mode: 0o600 });
    return;
  }
  const connection = await createConnection({
    uri: database.url.replace(/^mariadb:/, 'mysql:'),
    multipleStatements: true,
  });
  try {
    await connection.query(unzipped(join(from, 'bihuan.sql.gz')).toString());
  } finally {
    await connection.end();
  }
};
