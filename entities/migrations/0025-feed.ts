import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, index, key, opt, table } from './tables';

const tables = [
  table(
    'feed',
    [
      key('event_id'),
      col('stream_id', 'id'),
      col('seq', 'number'),
      col('town_id', 'id'),
      col('type', 'code'),
      col('at', 'instant'),
      opt('position', 'number'),
    ],
    [index('ix_feed_position', ['position', 'at', 'seq'])],
  ),
];

/** The order in which other systems read all events; those of earlier releases stand in the order of their instants. */
export class Feed1764200000025 implements MigrationInterface {
  name = 'Feed1764200000025';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await runner.query(
      `INSERT INTO feed (event_id, stream_id, seq, town_id, type, at, position)
       SELECT e.event_id, e.stream_id, e.seq, s.town_id, e.type, e.at,
         ROW_NUMBER() OVER (ORDER BY e.at, e.stream_id, e.seq)
       FROM event e JOIN stream s ON s.stream_id = e.stream_id`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
