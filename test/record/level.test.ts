import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../../config';
import { createDataSources, migrate, type Database } from '../../entities/data-source';
import { levelOf, OlderData, refuseOtherLevels, UnknownMigrations } from '../../entities/level';
import { migrateTo } from '../../entities/migrate-to';
import { createLogger } from '../../logger';
import { openRecord } from '../../record/open-record';
import { programVersion } from '../../record/program-version';
import { emptyDatabase, freshDatabase, onServer, type FreshDatabase } from '../support/database';

/** Digests of what the released migrations make. */
const tablesOnSqlite = '4612e1d80352ac9261528985a8222e7159830ecfc6e3320effa40e1b1bc90996';
const tablesOnServer = '9353d11c5d0212103569423dddec886d07da7389873796736abdac9c7d306aff';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('data of another level', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.drop());

  it('U-14 of a newer program is refused whole, with the version that made it and the way on', async () => {
    const { write } = fresh.sources;
    await write.query("INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'Later1999999999999')");
    await write.query("INSERT INTO program (version, first_at) VALUES ('9.8.7', '2031-01-01T00:00:00.000Z')");
    await write.query("INSERT INTO program (version, first_at) VALUES ('0.2.0', '2026-01-01T00:00:00.000Z')");
    const before = await levelOf(write);
    const refusal = migrate(fresh.sources);
    await expect(refusal).rejects.toThrow(UnknownMigrations);
    await expect(refusal).rejects.toThrow(/9\.8\.7.*Later1999999999999.*Start the version that made it, or restore/);
    expect(await levelOf(write)).toEqual(before);
  });

  it('U-14 of a newer program is refused also where migrations of this one are missing', async () => {
    const { write } = fresh.sources;
    await write.undoLastMigration();
    await write.query("INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'Later1999999999999')");
    const before = await levelOf(write);
    await expect(migrate(fresh.sources)).rejects.toThrow(UnknownMigrations);
    expect(await levelOf(write)).toEqual(before);
  });

  it('U-14 of an older program names what is missing, to whom that changes no tables', async () => {
    const { write } = fresh.sources;
    const last = write.migrations.at(-1)?.name ?? '';
    await write.undoLastMigration();
    const level = await levelOf(write);
    expect(level).toMatchObject({ isEmpty: false, unknown: [], missing: [last], madeBy: null });
    expect(() => {
      refuseOtherLevels(level);
    }).toThrow(OlderData);
    expect(() => {
      refuseOtherLevels(level);
    }).toThrow(new RegExp(`${last}.*npm run migrate`));
  });

  it('U-14 of this program is taken, and an empty database is told from it', async () => {
    const empty = await emptyDatabase();
    expect(await levelOf(empty.sources.write)).toMatchObject({ isEmpty: true, unknown: [] });
    expect(await levelOf(fresh.sources.write)).toEqual({ isEmpty: false, unknown: [], missing: [], madeBy: null });
    await empty.drop();
  });

  it('U-14 is looked at without writing anything', async () => {
    const empty = await emptyDatabase();
    await levelOf(empty.sources.read);
    const runner = empty.sources.write.createQueryRunner();
    expect(await runner.hasTable('migration')).toBe(false);
    await runner.release();
    await empty.drop();
  });
});

describe('a service on data of an older version', () => {
  it('U-14 brings the tables up to date, says so, and notes its version in the data', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-older-'));
    const fresh = await emptyDatabase();
    const database: Database = onServer ? fresh.database : { type: 'sqlite', file: join(folder, 'older.sqlite') };
    const older = await createDataSources(database);
    await migrateTo(older, ['First1763000000001', 'Anchor1763900000002']);
    await older.close();
    const logger = createLogger({ level: 'warn', service: 'test', silent: true });
    const said = jest.spyOn(logger, 'warn');
    const config = { database, dataDir: folder, payloadKey: undefined, packs: ['drill'] };
    const { door, sources } = await openRecord({ config, logger });
    expect(said).toHaveBeenCalledWith(expect.stringContaining('brought up to date'), expect.anything());
    expect(await levelOf(sources.write)).toEqual({
      isEmpty: false,
      unknown: [],
      missing: [],
      madeBy: programVersion(),
    });
    door.close();
    await sources.close();
    said.mockClear();
    const again = await openRecord({ config, logger });
    expect(said).not.toHaveBeenCalled();
    again.door.close();
    await again.sources.close();
    await fresh.drop();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('released migrations', () => {
  /** Files of releases 0.1.0 (0001, 0002), 0.2.0 (to 0013) and 0.3.0. A change of one is a change of data that exists: write a new migration. */
  const released = {
    '0001-case.ts': '94990e0b62133de123acacfa18323c6c69ab98393f57f6391886988241ab62e8',
    '0001-escalation.ts': 'e286d2325939b58b34993c507f6c23a3c3a42fbb44aa6ab8bda1917f6bc44bae',
    '0001-first.ts': '2706e4923b1b77432eabed5c6dbaa624581dbcd40aa38e8902e313ee18acf5c1',
    '0001-ledger.ts': 'a67cf00aae9e9f5ce6b221cdded711722b5705a8f922af1ce47699d9fb5778a5',
    '0001-operations.ts': '38e9c9ab98fd4c5b6622c037890f1a9701bf50dc86a02c422e283c470897785c',
    '0001-people.ts': '91691c88be6138e4cf76b7ab3992ebbc22c067cbaa2dc912ea5df599993687a9',
    '0001-place.ts': '9f2a5634151b3e1b605f26f224375ddaca9208998bf9f56ec4ca0f5d762ce8ad',
    '0001-stream.ts': 'dbac2b6ca1e3d737650275a7509ef7e20ba886b52c03504b70a16d976dc45f87',
    '0002-anchor.ts': 'aad317bbd33fdf10f7601923c8e7b5a377b6ba6e72fa6b2f9b87749671a783ec',
    '0003-posts.ts': 'a41064f1770229df8ce50f6e09bf768231a18e7ef051a76f5d93f5d311d2ba38',
    '0004-accounts.ts': 'c3e42a98125f052ea98f250b52bf85e14ae60f37f4aebc14f139cb3238aa2100',
    '0005-backoff.ts': 'c119a00592081cc796f256749d5cdf5f7984a40078644c0ee1b7aa7056a66eed',
    '0006-uploads.ts': '9ffeea6aa62d4658229cd03d37888a7475770c98ff32ba8bbcde9b49a1c23eff',
    '0007-audit.ts': '5eada1c5d0879c7640082b59eacda1bf1facbb479e88db0fa1ae5bc35cea225d',
    '0008-startup.ts': '8fa67a56cd0649c101bf1e9daec52f9ecbf17aad5d57b0111db9d5a8df0ee3e1',
    '0013-key.ts': '63515da81e89a8a1509e94cd8cfd01fb91f8474c1eca0e9d19b3e6713c66198c',
    '0014-void-papers.ts': 'c6da0db29f11d095b589803036d8fe7edc2c7bd4e6a4c0efc957650e3ef7a141',
    '0015-consent.ts': 'a995771fafe454d8f224f37a91c5d363124db6e47146ab33aa9b801390f7d365',
    '0016-units.ts': '1f3e1b7860aca0aa3e1ff84e64739200962d280462b4637e503bf9d5e98d68c7',
    '0017-queued-effects.ts': 'c8adcaf6c5d77603887a744d65b593c4f10a64d8ec8ac04f4b9d5df12d718482',
    '0018-readers.ts': '0e48b0ce15dd27b9343fc0b1f2c8db28c406cf2505f49480aff9cb6fa326e802',
    '0019-unique.ts': '28b85b94c1585c4095953c89a343271b4fa313037a61e6f2bc4381fc5420b812',
    '0020-family.ts': 'ceed6478fd443f197a015cbf5b9d9021f7a6ad97d0a5be7653ba2cd7f144e655',
    '0021-withdrawn-papers.ts': '81ea48716cf2160e3fff3254597b0ee352ff74a63f30e731f9df90c6366c75cc',
  };

  it('U-14 never change', () => {
    const folder = join(rootDir, 'entities', 'migrations');
    const found = readdirSync(folder)
      .filter((name) => Object.hasOwn(released, name))
      .map((name) => [name, sha256(readFileSync(join(folder, name), 'utf8'))]);
    expect(Object.fromEntries(found)).toEqual(released);
  });

  it('U-14 make the tables that they made', async () => {
    const fresh = await emptyDatabase();
    const { write } = fresh.sources;
    await migrateTo(fresh.sources, ['First1763000000001', 'Anchor1763900000002']);
    const sql = onServer
      ? [
          `SELECT LOWER(TABLE_NAME) AS t, LOWER(COLUMN_NAME) AS c, ORDINAL_POSITION AS n, IS_NULLABLE AS e, DATA_TYPE AS d,
             CHARACTER_MAXIMUM_LENGTH AS l, COLLATION_NAME AS o FROM information_schema.COLUMNS
           WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1, 3`,
          `SELECT LOWER(TABLE_NAME) AS t, LOWER(INDEX_NAME) AS i, SEQ_IN_INDEX AS n, LOWER(COLUMN_NAME) AS c, NON_UNIQUE AS u
           FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1, 2, 3`,
        ]
      : ['SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name'];
    const rows: unknown[] = [];
    for (const one of sql) rows.push(await write.query(one));
    const fingerprint = sha256(JSON.stringify(rows));
    await fresh.drop();
    expect(fingerprint).toBe(onServer ? tablesOnServer : tablesOnSqlite);
  });
});
