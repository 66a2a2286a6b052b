import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, index, key, opt, table } from './tables';

const tables = [
  table(
    'case_reader',
    [key('case_id'), key('reader'), opt('owed_at', 'instant')],
    [index('ix_case_reader', ['reader', 'owed_at', 'case_id'])],
  ),
];

/** Who reads which case and owes something in it. Filled from the cases' files when the program has started. */
export class Readers1764100000018 implements MigrationInterface {
  name = 'Readers1764100000018';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
