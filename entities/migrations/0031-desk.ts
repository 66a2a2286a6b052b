import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addMissingIndices, dropIndices, index } from './tables';

const indices = [
  index('ix_case_desk', ['town_id', 'status', 'responsible_unit_id', 'grade', 'hazard_type', 'cycle']),
  index('ix_case_closed', ['town_id', 'closed_at']),
  index('ix_case_responsible', ['responsible_unit_id', 'status']),
];

/** What a desk is counted by: the breakdown of what is open reads one index from end to end, and no case. */
export class Desk1764400000031 implements MigrationInterface {
  name = 'Desk1764400000031';

  up(runner: QueryRunner): Promise<void> {
    return addMissingIndices(runner, 'case_row', indices);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndices(
      runner,
      'case_row',
      indices.map(({ name }) => name),
    );
  }
}
