import { symlinkSync } from 'node:fs';
import { createDataSources, type Database } from '../../entities/data-source';
import { DatabaseInUse } from '../../entities/sqlite-source';
import { freshDatabase, onServer, type FreshDatabase } from '../support/database';

describe('the tables', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  it('are what the entities say, with no drift', async () => {
    const drift = await fresh.sources.write.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken away and made again', async () => {
    const { migrations } = fresh.sources.write;
    for (let count = 0; count < migrations.length; count += 1) await fresh.sources.write.undoLastMigration();
    await fresh.sources.write.runMigrations();
    expect(await fresh.sources.write.showMigrations()).toBe(false);
  });

  it('keep ids apart that differ in case or by a trailing blank', async () => {
    const insert = 'INSERT INTO counter (scope, n) VALUES (?, 0)';
    for (const scope of ['ab', 'aB', '白鹤城运限整2025']) await fresh.sources.write.query(insert, [scope]);
    expect(await fresh.sources.write.query('SELECT scope FROM counter WHERE scope = ?', ['AB'])).toEqual([]);
  });

  it('refuse a second process on SQLite', async () => {
    const opening = (database: Database): Promise<string> =>
      createDataSources(database).then(
        async (sources) => {
          await sources.close();
          return 'opened';
        },
        (error: unknown) => (error instanceof DatabaseInUse ? 'in use' : String(error)),
      );
    const { database } = fresh;
    expect(await opening(database)).toBe(onServer ? 'opened' : 'in use');
    if (database.type !== 'sqlite') return;
    const file = `${database.file}-elsewhere`;
    symlinkSync(database.file, file);
    expect(await opening({ type: 'sqlite', file })).toBe('in use');
  });
});
