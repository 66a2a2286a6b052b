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
    'setback',
    [
      key('stream_id'),
      key('work'),
      col('attempts', 'number'),
      col('since', 'instant'),
      col('next_at', 'instant'),
      col('reason', 'name'),
    ],
    [index('ix_setback_next', ['work', 'next_at'])],
  ),
  table('muted_channel', [key('channel'), col('since', 'instant'), col('why', 'name')]),
];

const turn = index('ix_notification_turn', ['channel', 'state', 'next_at', 'recipient']);

/** Streams that cannot go on wait longer and longer, claims have a holder, and channels can be muted. */
export class Backoff1764100000005 implements MigrationInterface {
  name = 'Backoff1764100000005';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumns(runner, 'outbox', [{ column: opt('claim', 'id') }]);
    await addColumns(runner, 'notification', [{ column: opt('claim', 'id') }]);
    await addIndices(runner, 'notification', [turn]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'notification', [turn.name]);
    await dropColumns(runner, 'notification', ['claim']);
    await dropColumns(runner, 'outbox', ['claim']);
    await dropTables(runner, tables);
  }
}
