import { mkdtempSync, rmSync, writeFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSources, migrate, type DataSources } from '../../entities/data-source';
import { migrateTo, UnknownMigrations } from '../../entities/migrate-to';
import { createReader } from '../../entities/reader';
import { backUp, FolderInUse, UploadLost } from '../../record/backup/backup';
import type { Manifest } from '../../record/backup/places';
import { CannotRestore, restore } from '../../record/backup/restore';
import { contentPath } from '../../record/reconcile/attachment-files';
import { runChecks } from '../../record/reconcile/run-checks';
import { openScene } from '../../record/reconcile/scene';
import { createLogger } from '../../logger';
import { emptyDatabase, type FreshDatabase } from '../support/database';
import { tablesAsOf } from '../support/older-backup';
import { aDoor, aLead, aRectifying, realRules, type TestDoor } from '../support/record';
import { aScene, type TestScene } from '../support/scene';

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

  /** Everything there is, table by table. */
  const contents = async ({ read }: DataSources): Promise<Record<string, unknown>> => {
    const tables: Record<string, unknown> = {};
    for (const { tableName, primaryColumns } of read.entityMetadatas) {
      const order = primaryColumns.map(({ databaseName }) => databaseName).join(', ');
      tables[tableName] = JSON.parse(JSON.stringify(await read.query(`SELECT * FROM ${tableName} ORDER BY ${order}`)));
    }
    return tables;
  };

  const findingsIn = async (sources: DataSources) => {
    const scene = await openScene({
      sources,
      rules: realRules,
      logger,
      temporal: null,
      attachmentsDir: join(dataDir(), 'attachments'),
      now: () => test.now(),
    });
    const { findings } = await runChecks(scene, { classes: ['D8', 'D9', 'D11', 'D12'], confirmMs: 0 });
    await scene.close();
    return findings;
  };

  it('brings back every row, every upload and the key, and what it brought back agrees', async () => {
    const manifest = await backup(test.fresh.sources);
    expect(manifest.tables.find(({ table }) => table === 'event')?.rows).toBeGreaterThan(5);
    expect(manifest.uploads.files).toBe(3);
    await restored();
    expect(await contents(place.sources)).toEqual(await contents(test.fresh.sources));
    expect(readFileSync(join(dataDir(), 'payload.key'), 'utf8').trim()).toBe(payloadKey.toString('base64'));
    expect(await findingsIn(place.sources)).toEqual([]);
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

  it('is not written over another one, nor without an upload that the record names', async () => {
    await backup(test.fresh.sources);
    await expect(backup(test.fresh.sources)).rejects.toThrow(FolderInUse);
    const [row] = await test.rows("SELECT sha256 FROM attachment WHERE attachment_id = 'a1'");
    rmSync(contentPath(at.scene.attachmentsDir, String(row?.['sha256'])));
    await expect(backup(test.fresh.sources, 'second')).rejects.toThrow(UploadLost);
    expect(existsSync(join(folder, 'second'))).toBe(false);
  });

  it('of an older version is brought to the level of this one', async () => {
    const manifest = await backup(test.fresh.sources);
    const file = join(folder, 'backup', 'manifest.json');
    const migrations = manifest.migrations.slice(0, 1);
    writeFileSync(
      file,
      JSON.stringify({
        ...manifest,
        migrations,
        tables: await tablesAsOf(migrations, manifest, join(folder, 'backup')),
      }),
    );
    await restored();
    expect(await place.sources.write.showMigrations()).toBe(false);
    expect(await contents(place.sources)).toEqual(await contents(test.fresh.sources));
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
    expect(await test.door.loadStream(streamId)).toEqual(events);
    expect((await at.check(['D8', 'D9', 'D11', 'D12'])).findings).toEqual([]);
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
