import { writeFileSync } from 'node:fs';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { createDataSources, migrate, type Database } from '../../entities/data-source';
import { loadCalendar, loadPacks, versionsOf } from '../../policies';
import type { MariaDb } from '../../scripts/mariadb';
import { dumpedTables, type Dump, type Row } from './check-dump';
import { files } from './history';
import type { Fault, Killable } from './nemesis';
import { seedTown } from './database-town';

/** A server of MariaDB as something that can be killed and paused. */
export const serverOf = (server: MariaDb): Killable => ({
  name: 'mariadb',
  kill: () => {
    server.kill();
    return Promise.resolve();
  },
  start: () => server.restart(),
  pause: () => {
    process.kill(server.pid, 'SIGSTOP');
  },
  resume: () => {
    process.kill(server.pid, 'SIGCONT');
  },
});

/** An administrator's connection to a database of the server. */
const connectTo = (url: URL): Promise<Connection> =>
  createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
  });

/** Every connection to the database is cut by the server itself, which rolls back what they were doing. */
export const cutOf = (at: Database, inFlight: () => number): Fault => ({
  kind: 'cut',
  target: 'mariadb',
  inFlight,
  begin: async () => {
    const url = new URL('url' in at ? at.url : '');
    const connection = await connectTo(url);
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID()',
      [url.pathname.slice(1)],
    );
    // One that has just ended by itself cannot be cut any more.
    for (const { id } of rows) await connection.query(`KILL ${Number(id)}`).catch(() => undefined);
    await connection.end();
  },
  end: () => undefined,
  lastsMs: () => 0,
});

/** A new schema on the server, so that one server serves many runs. */
export const newSchema = async (server: MariaDb, name: string): Promise<Database> => {
  const url = new URL(server.url);
  const connection = await connectTo(url);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  url.pathname = `/${name}`;
  return { type: 'mariadb', url: url.href };
};

export const prepare = async (database: Database): Promise<void> => {
  const sources = await createDataSources(database);
  await migrate(sources);
  await seedTown(sources.write);
  await sources.close();
};

/** Writes down all that the checker reads of a database that nobody uses any more. */
export const dumpTo = async (folder: string, database: Database, takenAt: string): Promise<void> => {
  const sources = await createDataSources(database);
  const tables: Record<string, Row[]> = {};
  for (const table of dumpedTables) tables[table] = await sources.read.query<Row[]>(`SELECT * FROM ${table}`);
  await sources.close();
  const dump: Dump = { takenAt, tables, packs: [...loadPacks().keys()].flatMap(versionsOf), calendar: loadCalendar() };
  writeFileSync(`${folder}/${files.dump}`, JSON.stringify(dump));
};
