import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, col, createTables, dropColumns, dropTables, index, key, opt, table } from './tables';

const tables = [
  table(
    'town_policy',
    [
      key('move_id'),
      col('town_id', 'id'),
      col('pack_id', 'id'),
      col('pack_version', 'code'),
      col('effective_on', 'day'),
      col('status', 'code'),
      col('reason', 'text'),
      col('proposed_by', 'id'),
      col('proposed_at', 'instant'),
      opt('decided_by', 'id'),
      opt('decided_at', 'instant'),
      opt('opinion', 'text'),
    ],
    [index('ix_town_policy', ['town_id', 'status', 'effective_on'])],
  ),
];

/** What of a case's file says that it takes a firm for a government unit. */
interface Subjects {
  subjects?: { kind: string; unitId: string | null }[];
}

const page = 500;
const ended = ['archived', 'void'];

const takesVillageForFirm = (file: string): boolean =>
  ((JSON.parse(file) as Subjects).subjects ?? []).some(({ kind, unitId }) => kind !== 'public-body' && unitId !== null);

/**
 * Open cases whose file takes the village of a firm for the firm: the clock is asked to look at them at once, and corrects
 * each in a transaction of its own, by an event.
 */
const askForCorrection = async (runner: QueryRunner): Promise<void> => {
  const now = new Date().toISOString();
  for (let after = ''; ;) {
    const rows = (await runner.query(
      `SELECT stream_id, file FROM stream WHERE stream_id > ? AND stream_id LIKE 'case:%'
       AND status NOT IN (${ended.map(() => '?').join(', ')}) ORDER BY stream_id LIMIT ${page}`,
      [after, ...ended],
    )) as { stream_id: string; file: string }[];
    for (const { stream_id: streamId, file } of rows)
      if (takesVillageForFirm(file))
        await runner.query(
          'UPDATE stream SET next_due_at = ? WHERE stream_id = ? AND (next_due_at IS NULL OR next_due_at > ?)',
          [now, streamId, now],
        );
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = last.stream_id;
  }
};

/**
 * The village where a subject lies is no longer written as the unit that it is: a public body keeps its unit, others' becomes
 * the place. A unit that ends names its successor; a town's moves to versions of its pack are kept. `…_copy` numbers what is
 * there twice, for the unique keys of a later level.
 */
export class Units1764100000016 implements MigrationInterface {
  name = 'Units1764100000016';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumns(runner, 'subject', [
      { column: opt('place_unit_id', 'id') },
      { column: col('credit_copy', 'number'), preset: '0' },
    ]);
    await addColumns(runner, 'case_row', [{ column: col('external_copy', 'number'), preset: '0' }]);
    await addColumns(runner, 'unit', [{ column: opt('successor_id', 'id') }]);
    await runner.query(
      `UPDATE subject SET place_unit_id = unit_id WHERE kind <> 'public-body' AND unit_id IS NOT NULL`,
    );
    await runner.query(`UPDATE subject SET unit_id = NULL WHERE kind <> 'public-body'`);
    await askForCorrection(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'UPDATE subject SET unit_id = place_unit_id WHERE unit_id IS NULL AND place_unit_id IS NOT NULL',
    );
    await dropColumns(runner, 'unit', ['successor_id']);
    await dropColumns(runner, 'case_row', ['external_copy']);
    await dropColumns(runner, 'subject', ['credit_copy', 'place_unit_id']);
    await dropTables(runner, tables);
  }
}
