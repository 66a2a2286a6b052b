import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, opt } from './tables';

/** By which shape of workflow a stream is lived; none for those of releases before 0.4.0, which are taken over. */
export class WorkflowShape1764100000022 implements MigrationInterface {
  name = 'WorkflowShape1764100000022';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'stream', [{ column: opt('workflow_shape', 'number') }]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'stream', ['workflow_shape']);
  }
}
