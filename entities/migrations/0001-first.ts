import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseTables } from './0001-case';
import { escalationTables } from './0001-escalation';
import { ledgerTables } from './0001-ledger';
import { operationsTables } from './0001-operations';
import { peopleTables } from './0001-people';
import { placeTables } from './0001-place';
import { streamTables } from './0001-stream';
import { createTables, dropTables } from './tables';

const tables = [
  ...streamTables,
  ...ledgerTables,
  ...caseTables,
  ...escalationTables,
  ...peopleTables,
  ...placeTables,
  ...operationsTables,
];

/** The tables of the first release. */
export class First1763000000001 implements MigrationInterface {
  name = 'First1763000000001';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
