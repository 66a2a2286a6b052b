import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, key, table } from './tables';

const tables = [table('queued_effect', [key('stream_id'), key('cause'), col('at', 'instant')])];

/** Consequences of escalations for cases, carried out in transactions of their own. */
export class QueuedEffects1764100000017 implements MigrationInterface {
  name = 'QueuedEffects1764100000017';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
