import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, opt } from './tables';

/** The day on which a subject agreed to be served electronically; nobody has until it is recorded. */
export class Consent1764100000015 implements MigrationInterface {
  name = 'Consent1764100000015';

  up(runner: QueryRunner): Promise<void> {
    return addColumns(runner, 'subject', [{ column: opt('electronic_consent', 'day') }]);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropColumns(runner, 'subject', ['electronic_consent']);
  }
}
