import { createConnection, type Connection } from 'mysql2/promise';
import { createDataSources, migrate, MigrationFailed, MigrationLockHeld } from '../../entities/data-source';
import { levelOf, UnknownMigrations } from '../../entities/level';
import { emptyDatabase, type FreshDatabase } from '../support/database';

/** A second program that is changing the tables. */
const holding = async ({ database }: FreshDatabase): Promise<Connection> => {
  if (database.type === 'sqlite') throw new Error('needs a server');
  const connection = await createConnection(database.url.replace(/^mariadb/, 'mysql'));
  await connection.query("SELECT GET_LOCK(CONCAT(DATABASE(), ':migrate'), 0)");
  return connection;
};

describe('two processes that migrate', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await emptyDatabase();
  });
  afterEach(() => fresh.drop());

  it('U-17 the second one stops with the reason and changes nothing, when the first takes too long', async () => {
    const first = await holding(fresh);
    const waited = migrate(fresh.sources, { waitSeconds: 1 });
    await expect(waited).rejects.toThrow(MigrationLockHeld);
    await expect(waited).rejects.toThrow(new RegExp(`connection ${first.threadId}.*KILL`));
    expect((await levelOf(fresh.sources.write)).isEmpty).toBe(true);
    await first.end();
    await migrate(fresh.sources, { waitSeconds: 1 });
    expect((await levelOf(fresh.sources.write)).missing).toEqual([]);
  });

  it('U-17 the second one goes on when the first dies', async () => {
    const first = await holding(fresh);
    const waiting = migrate(fresh.sources);
    first.destroy();
    await waiting;
    expect((await levelOf(fresh.sources.write)).missing).toEqual([]);
  });

  it('U-17 the lock is free again after a migration that failed, and after a refusal', async () => {
    await fresh.sources.write.query('CREATE TABLE stream (a INT)');
    await expect(migrate(fresh.sources)).rejects.toThrow(MigrationFailed);
    await (await holding(fresh)).end();
    await fresh.sources.write.query('DROP TABLE stream');
    await fresh.sources.write.query("INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'Later1')");
    await expect(migrate(fresh.sources)).rejects.toThrow(UnknownMigrations);
    const other = await createDataSources(fresh.database);
    const locks: unknown = await other.write.query("SELECT IS_FREE_LOCK(CONCAT(DATABASE(), ':migrate')) AS free");
    expect(locks).toEqual([{ free: 1 }]);
    await other.close();
  });
});
