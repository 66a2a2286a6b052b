import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndices, dropColumns, dropIndices, index, opt } from './tables';

/** Late cases of a unit wait for its escalation, which takes up many of them at once. */
export class QueuedCommands1764300000026 implements MigrationInterface {
  name = 'QueuedCommands1764300000026';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'queued_effect', [
      { column: opt('caused_by', 'id') },
      { column: opt('commands', 'text') },
    ]);
    await addIndices(runner, 'queued_effect', [index('ix_queued_effect_by', ['stream_id', 'caused_by'])]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'queued_effect', ['ix_queued_effect_by']);
    await dropColumns(runner, 'queued_effect', ['caused_by', 'commands']);
  }
}
