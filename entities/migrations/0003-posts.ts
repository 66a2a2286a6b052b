import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndices,
  col,
  createTables,
  dropColumns,
  dropIndices,
  dropTables,
  index,
  key,
  opt,
  table,
} from './tables';

const tables = [
  table(
    'account_act',
    [
      key('act_id'),
      col('person_id', 'id'),
      col('act', 'code'),
      col('status', 'code'),
      opt('password_hash', 'name'),
      col('asked_by', 'id'),
      col('asked_at', 'instant'),
      opt('decided_by', 'id'),
      opt('decided_at', 'instant'),
    ],
    [index('ix_account_act_person', ['person_id']), index('ix_account_act_status', ['status'])],
  ),
];

/** Posts that wait for a second person, and what administration does to accounts. Posts from before are given. */
export class Posts1764100000003 implements MigrationInterface {
  name = 'Posts1764100000003';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumns(runner, 'post', [
      { column: col('status', 'code'), preset: "'given'" },
      { column: opt('appointed_by', 'id') },
      { column: opt('appointed_at', 'instant') },
      { column: opt('decided_by', 'id') },
      { column: opt('decided_at', 'instant') },
    ]);
    await addIndices(runner, 'post', [index('ix_post_status', ['status'])]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'post', ['ix_post_status']);
    await runner.query("DELETE FROM post WHERE status <> 'given'");
    await dropColumns(runner, 'post', ['decided_at', 'decided_by', 'appointed_at', 'appointed_by', 'status']);
    await dropTables(runner, tables);
  }
}
