import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, key, table } from './tables';

const tables = [table('program', [key('version'), col('first_at', 'instant')])];

/** Which versions of the program have worked on the data. */
export class Startup1764100000008 implements MigrationInterface {
  name = 'Startup1764100000008';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
