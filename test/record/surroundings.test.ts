import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { ConfigError } from '../../config';
import { createDataSources, migrate, type Database } from '../../entities/data-source';
import { ForeignData } from '../../entities/level';
import { createReader } from '../../entities/reader';
import { createLogger } from '../../logger';
import { openRecord } from '../../record/open-record';
import { checkStart } from '../../record/start-check';
import { exitCodeOf } from '../../run-process';
import { emptyDatabase, onServer } from '../support/database';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-around-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a start says about these settings; 'nothing' where it finds nothing wrong. */
const said = (env: Record<string, string>, writesAnchors = true): Promise<string> =>
  checkStart({ PACKS: 'drill', DATA_DIR: join(folder, 'data'), ...env }, { writesAnchors }).then(
    () => 'nothing',
    (error: unknown) => (error instanceof ConfigError ? error.problems.join('\n') : `surprise: ${String(error)}`),
  );

describe('a start', () => {
  it('is refused where DATA_DIR is in a place in which nobody can make a folder, and ends', async () => {
    for (const DATA_DIR of ['/proc/nope', '/proc/nope/deeper'])
      expect(await said({ DATA_DIR })).toMatch(/^DATA_DIR \/proc\/nope.* cannot be made: \/proc /);
  });

  it('leaves nothing behind of looking whether a folder can be made', async () => {
    expect(await said({})).toBe('nothing');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused where ANCHOR_FILE cannot be written, in programs that write anchors', async () => {
    mkdirSync(join(folder, 'anchors'));
    writeFileSync(join(folder, 'file'), '');
    const wrong: [string, RegExp][] = [
      [join(folder, 'anchors'), /ANCHOR_FILE .*anchors is no file/],
      [join(folder, 'file', 'anchors.jsonl'), /ANCHOR_FILE .*file is no folder/],
      ['/proc/anchors.jsonl', /ANCHOR_FILE .* cannot be (read and )?written/],
    ];
    for (const [ANCHOR_FILE, why] of wrong) {
      expect(await said({ ANCHOR_FILE })).toMatch(why);
      expect(await said({ ANCHOR_FILE }, false)).toBe('nothing');
    }
  });

  it('takes an ANCHOR_FILE that is there or can be made, and changes nothing in it', async () => {
    const ANCHOR_FILE = join(folder, 'anchors.jsonl');
    expect(await said({ ANCHOR_FILE })).toBe('nothing');
    expect(existsSync(ANCHOR_FILE)).toBe(false);
    writeFileSync(ANCHOR_FILE, '{"anchorNo":1}\n');
    expect(await said({ ANCHOR_FILE })).toBe('nothing');
    expect(readFileSync(ANCHOR_FILE, 'utf8')).toBe('{"anchorNo":1}\n');
  });

  it('makes no new database where the last writes to one that is gone still lie', async () => {
    const file = join(folder, 'data', 'bihuan.sqlite');
    const DATABASE_URL = `sqlite://${file}`;
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    writeFileSync(`${file}-wal`, '', { mode: 0o600 });
    expect(await said({ DATABASE_URL })).toBe('nothing');
    writeFileSync(`${file}-wal`, 'writes', { mode: 0o600 });
    expect(await said({ DATABASE_URL })).toMatch(/bihuan\.sqlite is missing, and .*-wal .*restore a backup/);
    expect(readFileSync(`${file}-wal`, 'utf8')).toBe('writes');
  });

  it('makes no folders for a database outside DATA_DIR', async () => {
    const mistyped = join(folder, 'dtaa', 'bihuan.sqlite');
    expect(await said({ DATABASE_URL: `sqlite://${mistyped}` })).toMatch(/DATABASE_URL: there is no folder .*dtaa/);
    expect(readdirSync(folder)).toEqual([]);
    for (const file of [join(folder, 'bihuan.sqlite'), join(folder, 'data', 'db', 'bihuan.sqlite')])
      expect(await said({ DATABASE_URL: `sqlite://${file}` })).toBe('nothing');
  });
});

describe('a database of another program', () => {
  /** With one table that is none of ours. */
  const foreign = async (): Promise<{ database: Database; drop: () => Promise<void> }> => {
    if (onServer) {
      const place = await emptyDatabase();
      await place.sources.write.query('CREATE TABLE letter (text VARCHAR(40))');
      return { database: place.database, drop: () => place.drop() };
    }
    const file = join(folder, 'foreign', 'letters.sqlite');
    mkdirSync(join(folder, 'foreign'));
    const other = await new DataSource({ type: 'better-sqlite3', database: file }).initialize();
    await other.query('CREATE TABLE letter (text TEXT)');
    await other.destroy();
    return { database: { type: 'sqlite', file }, drop: () => Promise.resolve() };
  };

  it('is refused with what is in it, by who would write and by who only reads, and is left as it is', async () => {
    const { database, drop } = await foreign();
    const seen = (): unknown =>
      database.type === 'sqlite'
        ? [readdirSync(join(folder, 'foreign')), readFileSync(database.file, 'latin1')]
        : 'a schema';
    const before = seen();
    for (const open of [createDataSources, createReader]) {
      const refused: unknown = await open(database).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ForeignData);
      expect(exitCodeOf(refused)).toBe(78);
      expect(String(refused)).toMatch(/not of this program \(letter\).*DATABASE_URL/);
    }
    expect(seen()).toEqual(before);
    await drop();
  });
});

describe('PACKS', () => {
  it('must name the packs of all towns', async () => {
    const place = await emptyDatabase();
    await migrate(place.sources);
    await place.sources.write.query(
      "INSERT INTO town (town_id, name, pack_id, pack_version, created_at) VALUES ('baihe', '白鹤镇', 'drill', '1.0.0', '')",
    );
    await place.sources.close();
    place.sources.close = () => Promise.resolve();
    const logger = createLogger({ level: 'error', service: 'test', silent: true });
    const start = async (...packs: string[]): Promise<void> => {
      const payloadKey = Buffer.alloc(32, 7);
      const config = { database: place.database, dataDir: join(folder, 'data'), payloadKey, packs };
      const { door, sources } = await openRecord({ config, logger });
      door.close();
      await sources.close();
    };
    const refused: unknown = await start('baihe-2025').catch((error: unknown) => error);
    expect(exitCodeOf(refused)).toBe(78);
    expect(String(refused)).toMatch(/does not name "drill".*白鹤镇 baihe.*PACKS=baihe-2025,drill/);
    await start('baihe-2025', 'drill');
    await place.drop();
  });
});
