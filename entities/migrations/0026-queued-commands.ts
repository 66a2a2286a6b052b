import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, index, key, table } from './tables';

const tables = [
  table(
    'queued_command',
    [key('stream_id'), key('cause'), col('caused_by', 'id'), col('at', 'instant'), col('commands', 'text')],
    [index('ix_queued_command_by', ['stream_id', 'caused_by'])],
  ),
];

/**
 * Late cases of a unit wait for its escalation, which takes up many of them at once. A table of its own: a program of an
 * older release that runs beside takes rows of `queued_effect` for done once it has settled their stream.
 */
export class QueuedCommands1764300000026 implements MigrationInterface {
  name = 'QueuedCommands1764300000026';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
