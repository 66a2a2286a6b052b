import type { DataSource } from 'typeorm';
import { mysqlSources } from './mysql-source';
import { sqliteSources } from './sqlite-source';

/** As config.ts reads it from DATABASE_URL. */
export type Database = { type: 'sqlite'; file: string } | { type: 'mysql' | 'mariadb'; url: string };

/** The two ways to the one database: writes go through the door on `write`, lists read on `read`. */
export interface DataSources {
  type: Database['type'];
  write: DataSource;
  read: DataSource;
  /** SQLite has one connection for writes: transactions run one after another. On a server: at once. */
  oneAtATime<T>(work: () => Promise<T>): Promise<T>;
  /** Asks the server on a connection of its own; rejects when it does not answer in time. */
  probe(limitMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database. On SQLite a second process is refused, since SQLite is for one process only.
 * The tables are made by {@link migrate}, which must have run before the door opens.
 */
export const createDataSources = (database: Database): Promise<DataSources> =>
  database.type === 'sqlite' ? sqliteSources(database.file) : mysqlSources(database);

/** Brings the tables to the level of this build; one process at a time on a shared database. */
export const migrate = async ({ type, write }: Pick<DataSources, 'type' | 'write'>): Promise<void> => {
  if (type === 'sqlite') {
    await write.runMigrations({ transaction: 'each' });
    return;
  }
  const holder = write.createQueryRunner();
  try {
    await holder.query("SELECT GET_LOCK(CONCAT(DATABASE(), ':migrate'), 60)");
    await write.runMigrations({ transaction: 'each' });
    await holder.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), ':migrate'))");
  } finally {
    await holder.release();
  }
};
