import { insert as real, type SqlRow, type Statement } from '../../../record/sql';

export * from '../../../record/sql';

/** B7: rows are saved, as `repository.save` does, so no unique key tells two writers from one another. */
export const insert = (table: string, rows: SqlRow[]): Statement[] =>
  real(table, rows).map((one) => ({ ...one, sql: one.sql.replace(/^INSERT INTO/, 'REPLACE INTO') }));
