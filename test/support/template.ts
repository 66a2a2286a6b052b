import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { createDataSources, migrate, type Database } from '../../entities/data-source';

/**
 * The migrations take seconds on a server, and every test wants tables of its own. They run once in a process of the tests;
 * its databases are copies of what they made.
 */
const madeOnce = async <T>(name: string, make: () => Promise<T>): Promise<T> => {
  const kept = (Reflect.get(globalThis, 'kept') ?? new Map()) as Map<string, T>;
  const made = kept.get(name) ?? (await make());
  kept.set(name, made);
  return made;
};

const migrated = async (database: Database): Promise<void> => {
  const sources = await createDataSources(database);
  try {
    await migrate(sources);
  } finally {
    await sources.close();
  }
};

const makeFile = async (): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-template-'));
  try {
    const file = join(folder, 'template.sqlite');
    await migrated({ type: 'sqlite', file });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Writes migrated, empty SQLite tables to a file. */
export const copyToFile = async (file: string): Promise<void> => {
  writeFileSync(file, await madeOnce('tables in a file', makeFile));
};

/** `work` on a connection of its own, to the server alone or to a schema of it. */
export const onTheServer = async <T>(
  { hostname, port, username, password }: URL,
  work: (connection: Connection) => Promise<T>,
  schema?: string,
): Promise<T> => {
  const connection = await createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    multipleStatements: true,
    ...(schema !== undefined && { database: schema }),
  });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
};

/** The kind of server that a URL names. */
export const typeOf = (url: URL): 'mysql' | 'mariadb' => (url.protocol === 'mysql:' ? 'mysql' : 'mariadb');

/** A name for a schema that nothing else has. */
export const newSchemaName = (): string => `bihuan_test_${randomBytes(6).toString('hex')}`;

export const createSchema = (name: string): string =>
  `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

/** One table as the migrations left it: how it is made, and the rows that they wrote. */
interface TableCopy {
  name: string;
  create: string;
  rows: readonly RowDataPacket[];
}

const tablesOf = async (connection: Connection): Promise<readonly TableCopy[]> => {
  const [names] = await connection.query<RowDataPacket[]>({ sql: 'SHOW TABLES', rowsAsArray: true });
  const copies: TableCopy[] = [];
  for (const [name] of names as unknown as [string][]) {
    const [[made]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${name}\``);
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM \`${name}\``);
    copies.push({ name, create: String(made?.['Create Table']), rows });
  }
  return copies;
};

const readTables = async (server: URL): Promise<readonly TableCopy[]> => {
  const name = newSchemaName();
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onTheServer(url, (c) => c.query(createSchema(name)));
  try {
    await migrated({ type: typeOf(url), url: url.href });
    return await onTheServer(url, tablesOf, name);
  } finally {
    await onTheServer(url, (c) => c.query(`DROP DATABASE ${name}`));
  }
};

/** Puts migrated, empty tables into the schema that the URL names, which has none. */
export const copyToSchema = async (url: URL): Promise<void> => {
  const tables = await madeOnce(`tables on ${url.host}`, () => readTables(url));
  await onTheServer(
    url,
    async (connection) => {
      // A table may point to one that comes later in the alphabet.
      await connection.query(`SET foreign_key_checks = 0; ${tables.map((table) => table.create).join(';')}`);
      for (const { name, rows } of tables)
        for (const row of rows) await connection.query(`INSERT INTO \`${name}\` SET ?`, [row]);
    },
    url.pathname.slice(1),
  );
};
