import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSources, type Database, type DataSources } from '../../entities/data-source';
import { copyToFile, copyToSchema, createSchema, newSchemaName, onTheServer, typeOf } from './template';

/** A migrated, empty database of its own, and what takes it away again. */
export interface FreshDatabase {
  database: Database;
  sources: DataSources;
  drop(): Promise<void>;
}

const serverUrl = process.env['DATABASE_URL'];

/** True when the tests run on a server: `DATABASE_URL=mariadb://user:password@host/any`. */
export const onServer = serverUrl !== undefined && /^(mysql|mariadb):/.test(serverUrl);

type Prepare<T> = (target: T) => Promise<void>;
const leaveEmpty = (): Promise<void> => Promise.resolve();

/** SQLite in a temporary file, or a new schema on the server that `DATABASE_URL` names. */
export const freshDatabase = (): Promise<FreshDatabase> =>
  onServer ? freshSchema(copyToSchema) : freshFile(copyToFile);

/** The same without any tables. */
export const emptyDatabase = (): Promise<FreshDatabase> => (onServer ? freshSchema(leaveEmpty) : freshFile(leaveEmpty));

const opened = async (database: Database, remove: () => Promise<void>): Promise<FreshDatabase> => {
  const sources = await createDataSources(database);
  const drop = async (): Promise<void> => {
    await sources.close();
    await remove();
  };
  return { database, sources, drop };
};

const freshFile = async (prepare: Prepare<string>): Promise<FreshDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-test-'));
  const file = join(folder, 'test.sqlite');
  await prepare(file);
  return opened({ type: 'sqlite', file }, () => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
};

const freshSchema = async (prepare: Prepare<URL>): Promise<FreshDatabase> => {
  const url = new URL(serverUrl ?? '');
  const name = newSchemaName();
  url.pathname = `/${name}`;
  await onTheServer(url, (c) => c.query(createSchema(name)));
  await prepare(url);
  return opened({ type: typeOf(url), url: url.href }, () =>
    onTheServer(url, async (c) => {
      await c.query(`DROP DATABASE ${name}`);
    }),
  );
};
