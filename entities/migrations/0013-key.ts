import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, key, table } from './tables';

const tables = [table('payload_key', [key('name'), col('fingerprint', 'hash'), col('noted_at', 'instant')])];

/** By what the payload key of the data is recognised. Empty where only programs before this level have been. */
export class Key1764100000013 implements MigrationInterface {
  name = 'Key1764100000013';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
