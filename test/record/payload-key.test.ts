import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError, readConfig } from '../../config';
import { createLogger } from '../../logger';
import { backUp } from '../../record/backup/backup';
import { restore } from '../../record/backup/restore';
import { openRecord } from '../../record/open-record';
import { sealOriginal } from '../../record/originals';
import { keyOfData } from '../../record/payload-key';
import { contentPath } from '../../record/reconcile/attachment-files';
import { encrypted } from '../../record/reporter';
import { seal, subkey } from '../../record/seal';
import { openForReading } from '../../scripts/recovery/record';
import { emptyDatabase, type FreshDatabase } from '../support/database';

const logger = createLogger({ level: 'error', service: 'test', silent: true });
const theKey = randomBytes(32);
const notTheKey = /is not the key this data was made with/;

let folder: string;
let place: FreshDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-key-'));
  place = await emptyDatabase();
  // Each start opens the database for itself, as a program does.
  await place.sources.close();
  place.sources.close = () => Promise.resolve();
});
afterEach(async () => {
  await place.drop();
  rmSync(folder, { recursive: true, force: true });
});

const configOf = (payloadKey: Buffer | undefined) => ({
  database: place.database,
  dataDir: join(folder, 'data'),
  payloadKey,
  packs: ['drill'],
});

/** Starts on the data with this key and stops again; `work` has the statements in between. */
const opened = async (payloadKey: Buffer | undefined, statements: [sql: string, params: unknown[]][] = []) => {
  const record = await openRecord({ config: configOf(payloadKey), logger });
  for (const [sql, params] of statements) await record.sources.write.query(sql, params);
  const rows: Record<string, unknown>[] = await record.sources.write.query('SELECT * FROM payload_key');
  record.door.close();
  await record.sources.close();
  return rows;
};

/** As an earlier version left the data: it kept no fingerprint. */
const forget: [string, unknown[]] = ['DELETE FROM payload_key', []];

const aWebhook = (): [string, unknown[]] => [
  `INSERT INTO webhook (webhook_id, town_id, url, secret, event_types, created_at, active)
   VALUES ('w', 't', 'https://example.org', ?, '[]', '', 1)`,
  [seal(subkey(theKey, 'api'), 'secret')],
];
const aReporter = (): [string, unknown[]] => [
  "INSERT INTO reporter_identity (case_id, alias, person_id, anonymous, name, phone) VALUES ('c', 'a', NULL, 0, ?, NULL)",
  [encrypted(subkey(theKey, 'reporter'), '张三')],
];
const anOriginal = (): [string, unknown[]] => {
  const { sealed, sha256 } = sealOriginal(subkey(theKey, 'api'), Buffer.from('a picture'));
  const name = 'c'.repeat(64);
  const path = contentPath(join(folder, 'data', 'attachments'), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sealed);
  return [
    `INSERT INTO attachment (attachment_id, town_id, sha256, size, media_type, file_name, uploaded_by, uploaded_at, original_sha256, original_size, sealed_sha256)
     VALUES ('at', 't', ?, 1, 'image/jpeg', 'x.jpg', 'p', '', ?, 9, ?)`,
    ['a'.repeat(64), sha256, name],
  ];
};

describe('a payload key', () => {
  it('is noted by its fingerprint, which neither is the key nor holds it, and opens the data again', async () => {
    const [row] = await opened(theKey);
    expect(row?.['fingerprint']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(theKey.toString('hex'));
    expect(await opened(theKey)).toEqual([row]);
  });

  it('is refused where the data was made with another one, by services and by what only reads', async () => {
    await opened(theKey);
    for (const attempt of [
      () => opened(randomBytes(32)),
      () => openForReading({ ...readConfig({}).config, ...configOf(randomBytes(32)) }, logger),
    ]) {
      const refused: unknown = await attempt().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ConfigError);
      expect(String(refused)).toMatch(/PAYLOAD_KEY is not the key this data was made with: .*payload\.key/);
    }
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'payload.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
    await expect(opened(undefined)).rejects.toThrow(/payload\.key is not the key this data was made with/);
    expect(await opened(theKey)).toHaveLength(1);
  });

  it('is not made anew for data that has one noted, though no town is set up yet', async () => {
    await opened(theKey);
    await expect(opened(undefined)).rejects.toThrow(/payload\.key is missing/);
    expect(existsSync(join(folder, 'data', 'payload.key'))).toBe(false);
  });

  it.each([
    ['a webhook secret', aWebhook],
    ['the name of a reporter', aReporter],
    ['the original of an upload', anOriginal],
  ])('of data without a fingerprint must open %s, and is noted then', async (_, sealed) => {
    await opened(theKey, [sealed(), forget]);
    await expect(opened(randomBytes(32))).rejects.toThrow(notTheKey);
    expect(await opened(theKey)).toHaveLength(1);
    await expect(opened(randomBytes(32))).rejects.toThrow(notTheKey);
  });

  it('of data without a fingerprint and with nothing sealed is noted as it is', async () => {
    await opened(theKey, [forget]);
    expect(await opened(theKey)).toHaveLength(1);
  });

  it('is not guilty of one secret that was damaged by itself', async () => {
    const [sql] = aWebhook();
    await opened(theKey, [aWebhook(), [sql.replace("'w'", "'a-broken-one'"), ['AAAA'.repeat(12)]], forget]);
    expect(await opened(theKey)).toHaveLength(1);
  });

  it('given in PAYLOAD_KEY must be that of a backup that is restored', async () => {
    const record = await openRecord({ config: configOf(theKey), logger });
    const backup = {
      sources: record.sources,
      attachmentsDir: join(folder, 'data', 'attachments'),
      payloadKey: await keyOfData(configOf(theKey), record.sources.write),
      to: join(folder, 'backup'),
      version: '0.1.0',
      madeAt: '2025-09-15T02:00:00.000Z',
      onTable: () => undefined,
    };
    await backUp(backup);
    record.door.close();
    await record.sources.close();
    const other = await emptyDatabase();
    const asked = { sources: other.sources, from: backup.to, dataDir: join(folder, 'other'), onTable: () => undefined };
    await expect(restore({ ...asked, givenKey: randomBytes(32) })).rejects.toThrow(notTheKey);
    expect(readdirSync(folder)).not.toContain('other');
    await restore({ ...asked, givenKey: theKey });
    await other.drop();
  });
});
