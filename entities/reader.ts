import type { Database, DataSources } from './data-source';
import { ForeignData } from './level';
import { mysqlSources } from './mysql-source';
import { openingError } from './open-error';
import { sqliteReader } from './sqlite-source';

/**
 * Opens the database for reading beside a running service: on SQLite without the lock that keeps a second writer out, and
 * without the right to write.
 *
 * @throws CannotOpen, ForeignData
 */
export const createReader = async (database: Database): Promise<DataSources> => {
  try {
    return await (database.type === 'sqlite' ? sqliteReader(database.file) : mysqlSources(database));
  } catch (error) {
    throw error instanceof ForeignData ? error : openingError(database, error);
  }
};
