import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndices, dropColumns, dropIndices, index, opt } from './tables';

/** What became of an audited act; empty for those that were done. */
export class Audit1764100000007 implements MigrationInterface {
  name = 'Audit1764100000007';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'audit', [{ column: opt('outcome', 'code') }]);
    await addIndices(runner, 'audit', [
      index('ix_audit_outcome', ['outcome', 'day', 'n']),
      index('ix_audit_action', ['action', 'day', 'n']),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'audit', ['ix_audit_action', 'ix_audit_outcome']);
    await dropColumns(runner, 'audit', ['outcome']);
  }
}
