import type { DataSource, QueryRunner } from 'typeorm';
import { ForeignData, levelOf, refuseNewer } from './level';
import { mysqlSources } from './mysql-source';
import { openingError } from './open-error';
import { DatabaseInUse, sqliteSources } from './sqlite-source';

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
  /** False where the file that is open is no longer the one at its path; what a server keeps is not looked at. */
  isInPlace(): boolean;
  close(): Promise<void>;
}

/**
 * Opens the database. On SQLite a second process is refused, since SQLite is for one process only.
 * The tables are made by {@link migrate}, which must have run before the door opens.
 *
 * @throws DatabaseInUse, CannotOpen, ForeignData
 */
export const createDataSources = async (database: Database): Promise<DataSources> => {
  try {
    return await (database.type === 'sqlite' ? sqliteSources(database.file) : mysqlSources(database));
  } catch (error) {
    throw error instanceof DatabaseInUse || error instanceof ForeignData ? error : openingError(database, error);
  }
};

/** Waited as long as it may for another process that migrates. */
export class MigrationLockHeld extends Error {
  constructor(seconds: number, holder: string) {
    super(
      `another process has been changing the tables for ${seconds} s (${holder}): wait until it is ready and start again; ` +
        'if no program of this installation runs, end that connection on the server (KILL)',
    );
    this.name = 'MigrationLockHeld';
  }
}

/** A migration failed. SQLite took it back whole; a server has no transactions for tables. */
export class MigrationFailed extends Error {
  constructor(type: Database['type'], error: unknown) {
    const after =
      type === 'sqlite' ? 'nothing was changed' : 'restore the backup if a table of it was made or changed already';
    super(
      `the tables could not be brought up to date: ${error instanceof Error ? error.message : String(error)} (${after})`,
      {
        cause: error,
      },
    );
    this.name = 'MigrationFailed';
  }
}

const standardWaitSeconds = 60;
/** Names of locks have 64 characters at most, those of databases too. */
const lockName = "LEFT(CONCAT(DATABASE(), ':migrate'), 64)";

const firstValue = (rows: unknown): unknown => {
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  return Object.values(row ?? {})[0];
};

/** The server frees the lock of a connection that ends, so a process that died keeps nobody out. */
const lockMigrations = async (holder: QueryRunner, waitSeconds: number): Promise<void> => {
  const got = firstValue(await holder.query(`SELECT GET_LOCK(${lockName}, ?) AS got`, [waitSeconds]));
  if (Number(got) === 1) return;
  const by = firstValue(await holder.query(`SELECT IS_USED_LOCK(${lockName}) AS connection`));
  throw new MigrationLockHeld(
    waitSeconds,
    typeof by === 'number' ? `connection ${by} of the database server` : 'it has just ended',
  );
};

const runMigrations = async ({ type, write }: Pick<DataSources, 'type' | 'write'>): Promise<void> => {
  try {
    await write.runMigrations({ transaction: 'each' });
  } catch (error) {
    throw new MigrationFailed(type, error);
  }
};

/**
 * Brings the tables to the level of this program; one process at a time on a shared database.
 *
 * @throws UnknownMigrations for data of a newer program, MigrationLockHeld, MigrationFailed
 */
export const migrate = async (
  sources: Pick<DataSources, 'type' | 'write'>,
  { waitSeconds = standardWaitSeconds }: { waitSeconds?: number } = {},
): Promise<void> => {
  const { type, write } = sources;
  if (type === 'sqlite') {
    refuseNewer(await levelOf(write));
    await runMigrations(sources);
    return;
  }
  const holder = write.createQueryRunner();
  try {
    await lockMigrations(holder, waitSeconds);
    try {
      // Read under the lock: a newer program may just have been at work.
      refuseNewer(await levelOf(write));
      await runMigrations(sources);
    } finally {
      await holder.query(`SELECT RELEASE_LOCK(${lockName})`);
    }
  } finally {
    await holder.release();
  }
};
