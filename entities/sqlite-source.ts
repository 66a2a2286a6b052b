import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import { entities } from './all';
import type { DataSources } from './data-source';
import { lockFile, makePrivate } from './file-lock';
import { refuseForeign } from './level';
import { migrations } from './migrations';

/** Another process has the database open. */
export class DatabaseInUse extends Error {
  constructor(file: string) {
    super(
      `${file} is open in another process: SQLite is for one process. Stop the service and run this again, or use MySQL or MariaDB`,
    );
    this.name = 'DatabaseInUse';
  }
}

interface Pragmas {
  pragma(text: string): unknown;
}

const source = (database: string, readonly: boolean): DataSource => {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    readonly,
    entities,
    migrations,
    migrationsTableName: 'migration',
    timeout: 5_000,
    statementCacheSize: 500,
    prepareDatabase: (connection: Pragmas) => {
      if (!readonly) connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
    },
  });
  allowMediumText(dataSource);
  return dataSource;
};

/** SQLite takes any type name; TypeORM's list lacks this one of MySQL's, which has TEXT affinity all the same. */
const allowMediumText = ({ driver }: DataSource): void => {
  if (!driver.supportedDataTypes.includes('mediumtext')) driver.supportedDataTypes.push('mediumtext');
};

/** Work in the order in which it was asked for, one piece at a time. */
const createQueue = (): DataSources['oneAtATime'] => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
};

/** Whether the file that is open still lies at its path: what goes into one that was moved away or deleted is lost. */
const placeOf = (file: string): Pick<DataSources, 'isInPlace' | 'probe'> => {
  const opened = statSync(file);
  const isInPlace = (): boolean => {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.ino === opened.ino && found.dev === opened.dev;
  };
  const probe = (): Promise<void> =>
    isInPlace()
      ? Promise.resolve()
      : Promise.reject(new Error(`${file} was moved away or replaced: put it back, or stop the service`));
  return { isInPlace, probe };
};

const inMemory = { isInPlace: () => true, probe: () => Promise.resolve() };

/** Before anything is made in it or beside it. @throws ForeignData */
const refuseForeignFile = async (file: string): Promise<void> => {
  const found = existsSync(file) ? statSync(file) : undefined;
  if (found === undefined || !found.isFile() || found.size === 0) return;
  const only = await source(file, true).initialize();
  await refuseForeign(only, file).finally(() => only.destroy());
};

/** A SQLite file, or `:memory:`, where reads share the one connection. */
export const sqliteSources = async (file: string): Promise<DataSources> => {
  if (file === ':memory:') {
    const only = await source(file, false).initialize();
    return {
      type: 'sqlite',
      write: only,
      read: only,
      oneAtATime: createQueue(),
      ...inMemory,
      close: () => only.destroy(),
    };
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await refuseForeignFile(file);
  const lock = await lockFile(file);
  if (lock === undefined) throw new DatabaseInUse(file);
  try {
    makePrivate(file);
    const write = await source(file, false).initialize();
    const read = await source(file, true).initialize();
    const close = async (): Promise<void> => {
      await read.destroy();
      await write.destroy();
      await lock.release();
    };
    return { type: 'sqlite', write, read, oneAtATime: createQueue(), ...placeOf(file), close };
  } catch (error) {
    await lock.release();
    throw error;
  }
};

/** The file for reading alone, whoever else has it open; what another process commits is seen by the next statement. */
export const sqliteReader = async (file: string): Promise<DataSources> => {
  await refuseForeignFile(file);
  const only = await source(file, true).initialize();
  return {
    type: 'sqlite',
    write: only,
    read: only,
    oneAtATime: createQueue(),
    ...placeOf(file),
    close: () => only.destroy(),
  };
};
