import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addMissingIndices, dropIndices, index } from './tables';

/** Old messages are found without looking at those that stay. */
export class Retention1764300000027 implements MigrationInterface {
  name = 'Retention1764300000027';

  async up(runner: QueryRunner): Promise<void> {
    await addMissingIndices(runner, 'notification', [
      index('ix_notification_old', ['channel', 'state', 'read_at', 'created_at']),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'notification', ['ix_notification_old']);
  }
}
