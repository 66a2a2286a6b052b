import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The paper of an escalation that was withdrawn is withdrawn too (settled 6.3); before this level it stayed `issued`. */
export class WithdrawnPapers1764100000021 implements MigrationInterface {
  name = 'WithdrawnPapers1764100000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE paper SET state = 'withdrawn' WHERE stream_id LIKE 'escalation:%' AND SUBSTR(stream_id, 12) IN
       (SELECT escalation_id FROM escalation_row WHERE status = 'withdrawn')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE paper SET state = 'issued' WHERE stream_id LIKE 'escalation:%' AND state = 'withdrawn'");
  }
}
