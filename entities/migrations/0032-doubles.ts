import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addMissingColumns, addMissingIndices, dropColumns, dropIndices, index, opt, col } from './tables';

const ofBoth = [
  { column: opt('merged_into', 'id') },
  { column: opt('merged_at', 'instant') },
  { column: opt('merged_by', 'id') },
  { column: opt('merge_reason', 'text') },
  { column: col('version', 'number'), preset: '1' },
];
const names = ofBoth.map(({ column }) => column.name);
const bySubject = [index('ix_subject_merged', ['merged_into']), index('ix_subject_amended', ['amended_at'])];
const bySite = [index('ix_site_merged', ['merged_into'])];

/** Doubles of subjects and sites are merged, and both are amended; what is open follows, by `amended_at`. */
export class Doubles1764400000032 implements MigrationInterface {
  name = 'Doubles1764400000032';

  async up(runner: QueryRunner): Promise<void> {
    await addMissingColumns(runner, 'subject', [...ofBoth, { column: opt('amended_at', 'instant') }]);
    await addMissingColumns(runner, 'site', ofBoth);
    await addMissingIndices(runner, 'subject', bySubject);
    await addMissingIndices(runner, 'site', bySite);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(
      runner,
      'subject',
      bySubject.map(({ name }) => name),
    );
    await dropIndices(
      runner,
      'site',
      bySite.map(({ name }) => name),
    );
    await dropColumns(runner, 'subject', [...names, 'amended_at']);
    await dropColumns(runner, 'site', names);
  }
}
