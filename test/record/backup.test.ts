import { MODULES } from '../../domain/modules';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { createDataSources, migrate, type DataSources } from '../../entities/data-source';
import { migrateTo, UnknownMigrations } from '../../entities/migrate-to';
import { createReader } from '../../entities/reader';
import { backUp } from '../../record/backup/backup';
import { CannotWriteBackup, FolderInUse } from '../../record/backup/draft';
import { lostInWords, type Manifest } from '../../record/backup/places';
import { CannotRestore, restore } from '../../record/backup/restore';
import { confirmDeliveries, muteDeliveries } from '../../record/mute';
import { openOriginal } from '../../record/originals';
import { contentPath } from '../../record/reconcile/attachment-files';
import { runChecks } from '../../record/reconcile/run-checks';
import { openScene } from '../../record/reconcile/scene';
import { subkey } from '../../record/seal';
import { createLogger } from '../../logger';
import { emptyDatabase, type FreshDatabase } from '../support/database';
import { tablesAsOf } from '../support/older-backup';
import { aDoor, aLead, aRectifying, type TestDoor } from '../support/record';
import { aScene, sealOriginalOf, type TestScene } from '../support/scene';

const logger = createLogger({ level: 'error', service: 'test', silent: true });
const payloadKey = Buffer.alloc(32, 7);
const quiet = (): void => undefined;

describe('a backup', () => {
  let test: TestDoor;
  let at: TestScene;
  let place: FreshDatabase;
  let folder: string;
  let streamId: string;

  beforeEach(async () => {
    test = await aDoor();
    at = await aScene(test);
    place = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'bihuan-backup-'));
    streamId = `case:${await aRectifying(test.door)}`;
    await test.door.placeEvents(200);
    await test.door.audit({
      personId: 'ofc',
      townId: 'baihe',
      action: 'signed-in',
      ref: 'ofc',
      data: { text: '一\u2028二\n三' },
    });
  });
  afterEach(async () => {
    await at.close();
    await place.drop();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const backup = async (sources: DataSources, name = 'backup'): Promise<Manifest> =>
    backUp({
      sources,
      attachmentsDir: at.scene.attachmentsDir,
      payloadKey,
      to: join(folder, name),
      version: '0.1.0',
      madeAt: test.now(),
      onTable: quiet,
    });
  const dataDir = (): string => join(folder, 'data');
  const restored = (sources = place.sources, name = 'backup'): Promise<Manifest> =>
    restore({ sources, from: join(folder, name), dataDir: dataDir(), onTable: quiet });

  /** Everything there is, table by table, but for the mark that it is a copy. */
  const contents = async ({ read }: DataSources): Promise<Record<string, unknown>> => {
    const tables: Record<string, unknown> = {};
    for (const { tableName, primaryColumns } of read.entityMetadatas) {
      if (tableName === 'muted_channel') continue;
      const order = primaryColumns.map(({ databaseName }) => databaseName).join(', ');
      tables[tableName] = JSON.parse(JSON.stringify(await read.query(`SELECT * FROM ${tableName} ORDER BY ${order}`)));
    }
    return tables;
  };

  const findingsIn = async (sources: DataSources, secretKey: Buffer | null = null) => {
    const scene = await openScene({
      sources,
      modules: MODULES,
      logger,
      temporal: null,
      attachmentsDir: join(dataDir(), 'attachments'),
      secretKey,
      now: () => test.now(),
    });
    const { findings } = await runChecks(scene, { classes: ['D8', 'D9', 'D11', 'D12', 'D13'], confirmMs: 0 });
    await scene.close();
    return findings;
  };

  it('brings back every row, every upload and the key, and what it brought back agrees', async () => {
    const manifest = await backup(test.fresh.sources);
    expect(manifest.tables.find(({ table }) => table === 'event')?.rows).toBeGreaterThan(5);
    expect(manifest.uploads.files).toBe((await test.rows('SELECT attachment_id FROM attachment')).length);
    await restored();
    expect(await contents(place.sources)).toEqual(await contents(test.fresh.sources));
    expect(readFileSync(join(dataDir(), 'payload.key'), 'utf8').trim()).toBe(payloadKey.toString('base64'));
    expect(await findingsIn(place.sources)).toEqual([]);
  });

  it('holds the sealed originals, which open with the key that it holds', async () => {
    const secretKey = subkey(payloadKey, 'api');
    const { attachmentsDir } = at.scene;
    const { path, original } = await sealOriginalOf(test, { attachmentsDir, secretKey, attachmentId: 'a1' });
    await backup(test.fresh.sources);
    await restored();
    const restoredPath = join(dataDir(), 'attachments', relative(attachmentsDir, path));
    const [row] = await place.sources.read.query("SELECT original_sha256 FROM attachment WHERE attachment_id = 'a1'");
    expect(openOriginal(secretKey, readFileSync(restoredPath), row.original_sha256)).toEqual(original);
    expect(await findingsIn(place.sources, secretKey)).toEqual([]);
    expect(await findingsIn(place.sources, subkey(Buffer.alloc(32, 8), 'api'))).toMatchObject([
      { class: 'D11', ref: 'a1', what: 'its sealed original does not open with the payload key' },
    ]);
    rmSync(path);
    expect((await backup(test.fresh.sources, 'second')).uploads.lost).toEqual([
      { sha256: basename(path), what: 'is missing' },
    ]);
  });

  it('is of one moment, while others go on writing', async () => {
    const reader = await createReader(test.fresh.database);
    const writing = (async () => {
      for (let count = 0; count < 15; count += 1) await aLead(test.door);
    })();
    await backup(reader);
    await writing;
    await reader.close();
    await restored();
    expect(await findingsIn(place.sources)).toEqual([]);
  });

  it('goes from one kind of database to the other', async () => {
    const file = join(folder, 'other', 'other.sqlite');
    const sqlite = await createDataSources({ type: 'sqlite', file });
    await backup(test.fresh.sources);
    await restored(sqlite);
    await backup(sqlite, 'second');
    rmSync(dataDir(), { recursive: true });
    await restored(place.sources, 'second');
    expect(await contents(place.sources)).toEqual(await contents(test.fresh.sources));
    await sqlite.close();
  });

  it.each([
    ['a table', (from: string) => join(from, 'tables', 'event.jsonl')],
    ['the key', (from: string) => join(from, 'payload.key')],
    ['an upload', (from: string) => firstUpload(join(from, 'attachments'))],
    ['the manifest', (from: string) => join(from, 'manifest.json')],
  ])('is not restored when %s was changed, and nothing is touched', async (_, fileIn) => {
    await backup(test.fresh.sources);
    const file = fileIn(join(folder, 'backup'));
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, file.endsWith('manifest.json') ? text.replace('"format": 1', '"format": 2') : `A${text}`);
    await expect(restored()).rejects.toThrow(CannotRestore);
    expect(existsSync(dataDir())).toBe(false);
    expect(await place.sources.write.createQueryRunner().hasTable('stream')).toBe(false);
  });

  const firstUpload = (uploads: string): string => {
    const [shelf = ''] = readdirSync(uploads);
    return join(uploads, shelf, readdirSync(join(uploads, shelf))[0] ?? '');
  };

  it('is not restored over a record, nor beside another key', async () => {
    await backup(test.fresh.sources);
    await expect(restored(test.fresh.sources)).rejects.toThrow('not empty');
    await restored();
    writeFileSync(join(dataDir(), 'payload.key'), Buffer.alloc(32, 8).toString('base64'));
    const other = await emptyDatabase();
    await expect(restored(other.sources)).rejects.toThrow('another key');
    await other.drop();
  });

  it('is not written over another one', async () => {
    await backup(test.fresh.sources);
    await expect(backup(test.fresh.sources)).rejects.toThrow(FolderInUse);
  });

  it('goes on without an upload that is missing or damaged, names it, and is restored with the hole', async () => {
    const pathOf = async (attachmentId: string): Promise<string> => {
      const [row] = await test.rows('SELECT sha256 FROM attachment WHERE attachment_id = ?', [attachmentId]);
      return contentPath(at.scene.attachmentsDir, String(row?.['sha256']));
    };
    const [missing, damaged] = [await pathOf('a1'), await pathOf('a2')];
    rmSync(missing);
    writeFileSync(damaged, 'other');
    const manifest = await backup(test.fresh.sources);
    expect(manifest.uploads.lost).toEqual(
      expect.arrayContaining([
        { sha256: basename(missing), what: 'is missing' },
        { sha256: basename(damaged), what: 'has another content' },
      ]),
    );
    expect(lostInWords(manifest).join('\n')).toMatch(
      new RegExp(`^2 uploads .*NOT in this backup[^]*${basename(missing)}`),
    );
    const restoredFrom = await restored();
    expect(restoredFrom.uploads.lost).toHaveLength(2);
    expect((await findingsIn(place.sources)).map(({ ref }) => ref)).toEqual(['a1', 'a2']);
  });

  it('takes away what a backup that was broken off has left, and nothing that is not its own', async () => {
    const draft = join(folder, 'backup.partial');
    mkdirSync(draft);
    writeFileSync(join(draft, 'letter.txt'), 'mine');
    await expect(backup(test.fresh.sources)).rejects.toThrow(/not empty.*may be deleted/);
    expect(readFileSync(join(draft, 'letter.txt'), 'utf8')).toBe('mine');
    // As a killed process leaves it, and as one that is still at work has it.
    writeFileSync(join(draft, 'unfinished-backup'), `${process.ppid}\n`);
    await expect(backup(test.fresh.sources)).rejects.toThrow(/another backup \(process \d+\)/);
    writeFileSync(join(draft, 'unfinished-backup'), `${2 ** 22 + 1}\n`);
    await backup(test.fresh.sources);
    expect(readdirSync(folder)).toEqual(['backup']);
    expect(readdirSync(join(folder, 'backup'))).not.toContain('unfinished-backup');
  });

  it.each([
    ['a full disk', 'ENOSPC', /the disk of .*backup is full \(ENOSPC\): make room/],
    ['a quota', 'EDQUOT', /is full \(EDQUOT\)/],
    ['a disk that is read-only', 'EROFS', /cannot be written \(EROFS\)/],
  ])('ends at %s with a sentence, leaves nothing, and may be tried again', async (_, code, said) => {
    const error = Object.assign(new Error(code), { code, syscall: 'copyfile' });
    const copying = jest.spyOn(files, 'copyFile').mockRejectedValue(error);
    const refused: unknown = await backup(test.fresh.sources).catch((why: unknown) => why);
    copying.mockRestore();
    expect(refused).toBeInstanceOf(CannotWriteBackup);
    expect(String(refused)).toMatch(said);
    expect(readdirSync(folder)).toEqual([]);
    await backup(test.fresh.sources);
  });

  it('says which folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(backup(test.fresh.sources, 'file/backup')).rejects.toThrow(
      /file\/backup cannot be written \(ENOTDIR\)/,
    );
  });

  it('of an older version is brought to the level of this one', async () => {
    const manifest = await backup(test.fresh.sources);
    await makeOld(manifest, 1);
    await restored();
    expect(await place.sources.write.showMigrations()).toBe(false);
    // As at every start: what a migration cannot know is made of the events.
    await test.another({ sources: place.sources }).noteReaders();
    // No workflow of this release lives what an earlier one began: its streams are taken over when the worker comes up.
    await test.fresh.sources.write.query('UPDATE stream SET workflow_shape = NULL');
    // Nor does it say in which version an event is: then there was one.
    await test.fresh.sources.write.query('UPDATE event SET version = NULL');
    // What somebody was told before there was a box for it is no news.
    await test.fresh.sources.write.query("UPDATE notification SET read_at = created_at WHERE channel = 'in-app'");
    expect(await contents(place.sources)).toEqual(await contents(test.fresh.sources));
  });

  /** Rewrites the backup as a program of an earlier level would have written it: with the tables and columns of then. */
  const makeOld = async (manifest: Manifest, level: number): Promise<void> => {
    const from = join(folder, 'backup');
    const migrations = manifest.migrations.slice(0, level);
    const tables = await tablesAsOf(migrations, manifest, from);
    writeFileSync(join(from, 'manifest.json'), JSON.stringify({ ...manifest, migrations, tables }));
  };

  it.each([1, undefined])(
    'U-19 sends nothing to the receivers of the original until it is confirmed (level %s)',
    async (level) => {
      const { write } = test.fresh.sources;
      await write.query(
        `INSERT INTO notification (idem_key, stream_id, seq, channel, recipient, template, data, state, attempts, next_at, created_at)
       VALUES ('key-1', ?, 1, 'webhook', 'hook-1', 'events', '{}', 'queued', 3, ?, ?)`,
        [streamId, test.now(), test.now()],
      );
      const manifest = await backup(test.fresh.sources);
      if (level !== undefined) await makeOld(manifest, level);
      await restored();
      const copy = test.another({ sources: place.sources });
      expect(await copy.claimNotifications(10)).toEqual([]);
      expect(await copy.muted()).toMatchObject({ why: `restored from the backup of ${manifest.madeAt}` });
      expect((await copy.health()).muted).not.toBeNull();
      expect(await confirmDeliveries(copy, '王工')).toBe(true);
      expect(await confirmDeliveries(copy, '王工')).toBe(false);
      expect(await copy.claimNotifications(10)).toMatchObject([{ idemKey: 'key-1', attempts: 4 }]);
      const rows: unknown = await place.sources.read.query("SELECT action FROM audit WHERE action LIKE 'deliveries%'");
      expect(rows).toEqual([{ action: 'deliveries-confirmed' }]);
    },
  );

  it('U-19 of a copy that is muted is muted as well, and so is one that an operator mutes', async () => {
    await muteDeliveries(test.door, '王工', '由数据库文件复制而来');
    expect(await test.door.muted()).toEqual({ since: test.now(), why: '由数据库文件复制而来' });
    await backup(test.fresh.sources);
    await restored();
    expect((await test.another({ sources: place.sources }).muted())?.why).toContain('restored');
  });

  it('of a newer version is refused', async () => {
    const manifest = await backup(test.fresh.sources);
    const file = join(folder, 'backup', 'manifest.json');
    writeFileSync(file, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 'Later1799999999999'] }));
    await expect(restored()).rejects.toThrow(UnknownMigrations);
  });

  it('holds the streams that it was made for', async () => {
    await backup(test.fresh.sources);
    await restored();
    const rows: unknown = await place.sources.read.query('SELECT stream_id FROM stream');
    expect(rows).toEqual([{ stream_id: streamId }]);
  });
});

describe('an older data directory', () => {
  it('is brought from the first level to the last with everything in it', async () => {
    const test = await aDoor();
    const at = await aScene(test);
    const { write } = test.fresh.sources;
    const streamId = `case:${await aRectifying(test.door)}`;
    const events = await test.door.loadStream(streamId);
    // The record as it was at the first level: what came later is taken away, the rows stay.
    const [first = ''] = write.migrations.map(({ name }) => name ?? '');
    for (let count = 1; count < write.migrations.length; count += 1) await write.undoLastMigration();
    expect(await write.showMigrations()).toBe(true);

    await migrate(test.fresh.sources);
    expect(await write.showMigrations()).toBe(false);
    // Then all were in the first version; these were written, and hashed, by this program.
    await write.query("UPDATE event SET version = 2 WHERE type = 'reported'");
    expect(await test.door.loadStream(streamId)).toEqual(events);
    // Posts from before are given: their holders go on working.
    await aLead(test.door);
    await test.door.noteReaders();
    expect((await at.check(['D8', 'D9', 'D11', 'D12', 'D13'])).findings).toEqual([]);
    const drift = await write.driver.createSchemaBuilder().log();
    expect(drift.upQueries).toEqual([]);
    expect(first).toMatch(/^First/);
    await at.close();
    await test.close();
  });

  it('can be made at any level, in the order of the migrations', async () => {
    const place = await emptyDatabase();
    const names = place.sources.write.migrations.map(({ name }) => name ?? '');
    for (let count = 1; count <= names.length; count += 1) {
      await migrateTo(place.sources, names.slice(0, count));
      expect(await place.sources.write.showMigrations()).toBe(count < names.length);
    }
    await place.drop();
  });
});
