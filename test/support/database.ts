import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { createDataSources, migrate, type Database, type DataSources } from '../../entities/data-source';

/** A migrated, empty database of its own, and what takes it away again. */
export interface FreshDatabase {
  database: Database;
  sources: DataSources;
  drop(): Promise<void>;
}

const serverUrl = process.env['DATABASE_URL'];

/** True when the tests run on a server: `DATABASE_URL=mariadb://user:password@host/any`. */
export const onServer = serverUrl !== undefined && /^(mysql|mariadb):/.test(serverUrl);

/** SQLite in a temporary file, or a new schema on the server that `DATABASE_URL` names. */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const fresh = await emptyDatabase();
  await migrate(fresh.sources);
  return fresh;
};

/** The same without any tables. */
export const emptyDatabase = (): Promise<FreshDatabase> => (onServer ? freshSchema() : freshFile());

const opened = async (database: Database, remove: () => Promise<void>): Promise<FreshDatabase> => {
  const sources = await createDataSources(database);
  const drop = async (): Promise<void> => {
    await sources.close();
    await remove();
  };
  return { database, sources, drop };
};

const freshFile = (): Promise<FreshDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-test-'));
  return opened({ type: 'sqlite', file: join(folder, 'test.sqlite') }, () => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
};

const freshSchema = async (): Promise<FreshDatabase> => {
  const url = new URL(serverUrl ?? '');
  const type = url.protocol === 'mysql:' ? 'mysql' : 'mariadb';
  const name = `bihuan_test_${randomBytes(6).toString('hex')}`;
  await onTheServer(url, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  url.pathname = `/${name}`;
  return opened({ type, url: url.href }, () => onTheServer(url, `DROP DATABASE ${name}`));
};

const onTheServer = async (url: URL, statement: string): Promise<void> => {
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  await connection.query(statement);
  await connection.end();
};
