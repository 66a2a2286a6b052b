import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, opt } from './tables';

/** Whom to call when a protected person does not manage (settled 6.2). */
export class Family1764100000020 implements MigrationInterface {
  name = 'Family1764100000020';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'subject', [{ column: opt('family_contact', 'name') }]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'subject', ['family_contact']);
  }
}
