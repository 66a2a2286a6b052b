import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addIndices,
  addMissingIndices,
  col,
  createTables,
  dropIndices,
  dropTables,
  index,
  key,
  opt,
  table,
} from './tables';

const tables = [
  table('feed', [
    key('event_id'),
    col('stream_id', 'id'),
    col('seq', 'number'),
    col('town_id', 'id'),
    col('type', 'code'),
    col('at', 'instant'),
    opt('position', 'number'),
  ]),
];

/** For as long as events are numbered: their instants, with all that the feed holds of them. */
const byInstant = index('ix_event_numbering', ['at', 'stream_id', 'seq', 'event_id', 'type']);

/** Of one statement, so that none runs for long or locks out an older program that still writes. */
const pageSize = 5_000;

interface Place {
  at: string;
  stream_id: string;
  seq: number;
}

const numberAll = async (runner: QueryRunner): Promise<void> => {
  let after: Place = { at: '', stream_id: '', seq: 0 };
  for (let last = 0; ; last += pageSize) {
    const { at, stream_id: streamId, seq } = after;
    const place = [at, at, streamId, streamId, seq];
    const next = `FROM event WHERE at >= ? AND (at > ? OR stream_id > ? OR (stream_id = ? AND seq > ?))
      ORDER BY at, stream_id, seq LIMIT ?`;
    await runner.query(
      `INSERT INTO feed (event_id, stream_id, seq, town_id, type, at, position)
       SELECT p.event_id, p.stream_id, p.seq, s.town_id, p.type, p.at,
         ? + ROW_NUMBER() OVER (ORDER BY p.at, p.stream_id, p.seq)
       FROM (SELECT event_id, stream_id, seq, type, at ${next}) p JOIN stream s ON s.stream_id = p.stream_id`,
      [last, ...place, pageSize],
    );
    const [end] = (await runner.query(`SELECT at, stream_id, seq ${next} OFFSET ?`, [
      ...place,
      1,
      pageSize - 1,
    ])) as Place[];
    if (end === undefined) return;
    after = end;
  }
};

/**
 * The order in which other systems read all events; those of earlier releases stand in the order of their instants. Begun anew
 * where it was killed: a server takes back no table.
 */
export class Feed1764200000025 implements MigrationInterface {
  name = 'Feed1764200000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS feed');
    await addMissingIndices(runner, 'event', [byInstant]);
    await createTables(runner, tables);
    await numberAll(runner);
    await addIndices(runner, 'feed', [index('ix_feed_position', ['position', 'at', 'seq'])]);
    await dropIndices(runner, 'event', [byInstant.name]);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
