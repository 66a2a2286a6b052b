import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, opt } from './tables';

/** In which version the body of an event is written; none for the first. */
export class EventVersion1764100000023 implements MigrationInterface {
  name = 'EventVersion1764100000023';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'event', [{ column: opt('version', 'number') }]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'event', ['version']);
  }
}
