import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addMissingColumns, dropColumns, opt } from './tables';

/** When a photo was taken, as its sender claims. */
export class Captured1764400000033 implements MigrationInterface {
  name = 'Captured1764400000033';

  up(runner: QueryRunner): Promise<void> {
    return addMissingColumns(runner, 'attachment', [{ column: opt('captured_at', 'instant') }]);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropColumns(runner, 'attachment', ['captured_at']);
  }
}
