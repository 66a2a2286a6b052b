import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, index, key, table } from './tables';

const decisions = table(
  'decision',
  [key('stream_id'), { name: 'seq', family: 'number', key: true }, col('person_id', 'id'), col('at', 'instant')],
  [index('ix_decision_person', ['person_id', 'at', 'stream_id', 'seq'])],
);

const pageSize = 500;

interface Decided {
  stream_id: string;
  seq: number;
  actor: string | { personId?: string };
  at: string;
}

const personOf = ({ actor }: Decided): string | undefined =>
  (typeof actor === 'string' ? (JSON.parse(actor) as { personId?: string }) : actor).personId;

/** Of decisions that were taken before; a page at a time, by the index of types. */
const fill = async (runner: QueryRunner): Promise<void> => {
  for (let [at, stream, seq] = ['', '', 0]; ;) {
    const rows = (await runner.query(
      `SELECT stream_id, seq, actor, at FROM event WHERE type = 'proposal-decided'
       AND (at > ? OR (at = ? AND (stream_id > ? OR (stream_id = ? AND seq > ?))))
       ORDER BY at, stream_id, seq LIMIT ?`,
      [at, at, stream, stream, seq, pageSize],
    )) as Decided[];
    const own = rows.flatMap((row) => {
      const personId = personOf(row);
      return personId === undefined ? [] : [[row.stream_id, row.seq, personId, row.at]];
    });
    if (own.length > 0)
      await runner.query(
        `INSERT INTO decision (stream_id, seq, person_id, at) VALUES ${own.map(() => '(?, ?, ?, ?)').join(', ')}`,
        own.flat(),
      );
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    [at, stream, seq] = [last.at, last.stream_id, last.seq];
  }
};

/** What somebody has decided is found by him: the log knows who signed an event only inside its text. */
export class Decisions1764400000034 implements MigrationInterface {
  name = 'Decisions1764400000034';

  async up(runner: QueryRunner): Promise<void> {
    // It may have been killed between its statements, each of which a server commits by itself.
    if (await runner.hasTable(decisions.name)) await runner.query('DELETE FROM decision');
    else await createTables(runner, [decisions]);
    await fill(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, [decisions]);
  }
}
