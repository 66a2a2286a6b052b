import type { DataSource } from 'typeorm';

/** A table as it is in a database of any level: the columns it has, and those that order it. */
export interface TableShape {
  table: string;
  columns: string[];
  key: string[];
}

/** All tables of the record, as the entities describe them. Migrations are told by name and not copied. */
export const shapesOf = (source: DataSource): TableShape[] =>
  source.entityMetadatas
    .map(({ tableName, columns, primaryColumns }) => ({
      table: tableName,
      columns: columns.map(({ databaseName }) => databaseName),
      key: primaryColumns.map(({ databaseName }) => databaseName),
    }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));

/**
 * `WHERE` for the rows after one with these key values. Written out, because not every database turns a comparison of
 * tuples into a range.
 */
export const afterKey = (key: readonly string[], values: readonly unknown[]): { sql: string; params: unknown[] } => {
  const [column = '', ...rest] = key;
  const [value, ...others] = values;
  if (rest.length === 0) return { sql: `${column} > ?`, params: [value] };
  const inner = afterKey(rest, others);
  return {
    sql: `${column} >= ? AND (${column} > ? OR (${inner.sql}))`,
    params: [value, value, ...inner.params],
  };
};
