import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The papers of a case that is void are void, their numbers stay (settled 6.3); before this level they stayed as they were. */
export class VoidPapers1764100000014 implements MigrationInterface {
  name = 'VoidPapers1764100000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE paper SET state = 'void' WHERE document_id IS NOT NULL AND state IN ('issued', 'served')
       AND stream_id LIKE 'case:%' AND SUBSTR(stream_id, 6) IN (SELECT case_id FROM case_row WHERE status = 'void')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "UPDATE paper SET state = CASE WHEN served_at IS NULL THEN 'issued' ELSE 'served' END WHERE state = 'void'",
    );
  }
}
