import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../config';
import type { DataSources } from '../entities/data-source';
import { PayloadKeyRow } from '../entities/program.entity';
import type { Row } from './admin';
import { insertMissing } from './entity-sql';
import { openOriginal } from './originals';
import { contentPath } from './reconcile/attachment-files';
import { decrypted } from './reporter';
import { text } from './row';
import { open, subkey } from './seal';

/*
 * Whether a payload key is the one that the data was made with. The data keeps a fingerprint of it; where an earlier version
 * kept none, something that was sealed has to open.
 */

/** A text that says nothing about the key, under a key that is used for nothing else. */
const fingerprintOf = (key: Buffer): string =>
  createHmac('sha256', subkey(key, 'fingerprint')).update('bihuan payload key').digest('hex');

/** So many of each kind are tried: one may have been damaged by itself. */
const tries = 5;

const has = async (source: DataSource, table: string): Promise<boolean> => {
  const runner = source.createQueryRunner();
  return runner.hasTable(table).finally(() => runner.release());
};

const rowsOf = async (source: DataSource, table: string, sql: string): Promise<Row[]> => {
  if (!(await has(source, table))) return [];
  const rows: unknown = await source.query(sql);
  return Array.isArray(rows) ? (rows as Row[]) : [];
};

/** Attempts to open what the data has sealed: secrets of webhooks, names of reporters, originals of uploads. */
const sealedIn = async (source: DataSource, attachmentsDir: string): Promise<((key: Buffer) => unknown)[]> => {
  const webhooks = await rowsOf(source, 'webhook', `SELECT secret FROM webhook LIMIT ${tries}`);
  const reporters = await rowsOf(
    source,
    'reporter_identity',
    `SELECT name FROM reporter_identity WHERE name IS NOT NULL LIMIT ${tries}`,
  );
  const hasOriginals = (await has(source, 'attachment')) && (await hasColumn(source, 'attachment', 'sealed_sha256'));
  const uploads = hasOriginals
    ? await rowsOf(
        source,
        'attachment',
        `SELECT sealed_sha256, original_sha256 FROM attachment WHERE sealed_sha256 IS NOT NULL LIMIT ${tries}`,
      )
    : [];
  const originals = uploads
    .map((row) => ({ path: contentPath(attachmentsDir, text(row, 'sealed_sha256')), row }))
    .filter(({ path }) => existsSync(path));
  return [
    ...webhooks.map((row) => (key: Buffer) => open(subkey(key, 'api'), text(row, 'secret'))),
    ...reporters.map((row) => (key: Buffer) => decrypted(subkey(key, 'reporter'), text(row, 'name'))),
    ...originals.map(
      ({ path, row }) =>
        (key: Buffer) =>
          openOriginal(subkey(key, 'api'), readFileSync(path), text(row, 'original_sha256')),
    ),
  ];
};

const hasColumn = async (source: DataSource, table: string, column: string): Promise<boolean> => {
  const runner = source.createQueryRunner();
  return runner.hasColumn(table, column).finally(() => runner.release());
};

const opens = (attempt: (key: Buffer) => unknown, key: Buffer): boolean => {
  try {
    attempt(key);
    return true;
  } catch {
    return false;
  }
};

/** The fingerprint that the data keeps; undefined where it keeps none. */
export const notedFingerprint = async (source: DataSource): Promise<string | undefined> => {
  const [row] = await rowsOf(source, 'payload_key', "SELECT fingerprint FROM payload_key WHERE name = 'payload'");
  return row === undefined ? undefined : text(row, 'fingerprint');
};

/** The settings that a key comes from. */
export interface KeyPlace {
  payloadKey: Buffer | undefined;
  dataDir: string;
}

const notTheKey = ({ payloadKey, dataDir }: KeyPlace): ConfigError => {
  const file = join(dataDir, 'payload.key');
  const named = payloadKey === undefined ? file : 'PAYLOAD_KEY';
  return new ConfigError([
    `${named} is not the key this data was made with: put the right one back (the payload.key of its backup, as ${file} with mode 0600 or in PAYLOAD_KEY), ` +
      'or correct DATA_DIR or DATABASE_URL, which name different installations; nothing was changed',
  ]);
};

/**
 * Refuses a key that is not the data's own. Writes nothing.
 *
 * @throws ConfigError
 */
export const proveKey = async (source: DataSource, key: Buffer, place: KeyPlace): Promise<void> => {
  const noted = await notedFingerprint(source);
  if (noted !== undefined) {
    if (noted !== fingerprintOf(key)) throw notTheKey(place);
    return;
  }
  const attempts = await sealedIn(source, join(place.dataDir, 'attachments'));
  if (attempts.length > 0 && !attempts.some((attempt) => opens(attempt, key))) throw notTheKey(place);
};

/**
 * Keeps the fingerprint of a proven key in data that has none yet. Of two processes that begin at once with different keys
 * the second is refused.
 *
 * @throws ConfigError
 */
export const noteKey = async (sources: DataSources, key: Buffer, place: KeyPlace): Promise<void> => {
  const own = { name: 'payload', fingerprint: fingerprintOf(key), notedAt: new Date(Date.now()).toISOString() };
  const { sql, params } = insertMissing(PayloadKeyRow, own, sources.type === 'sqlite');
  await sources.write.query(sql, params);
  if ((await notedFingerprint(sources.write)) !== fingerprintOf(key)) throw notTheKey(place);
};
