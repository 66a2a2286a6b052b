import type { SqlValue } from './admin';
import type { Statement } from './sql';

/** A row as a database gave it: by the names of its columns, values as they were stored. */
export type StoredRow = Record<string, SqlValue>;

const mostRows = 200;

/**
 * `INSERT` of rows that are copied, not made: of a backup, which may be of an older release and then has fewer columns than
 * the entity, and of tables that are folded anew. Table and columns are those of the source; all rows have the same. Rows
 * that the program makes itself are made from entities (entity-sql.ts).
 */
export const copyInto = (table: string, rows: readonly StoredRow[]): Statement[] => {
  const first = rows[0];
  if (first === undefined) return [];
  const columns = Object.keys(first);
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const statements: Statement[] = [];
  for (let from = 0; from < rows.length; from += mostRows) {
    const page = rows.slice(from, from + mostRows);
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${page.map(() => marks).join(', ')}`;
    statements.push({ sql, params: page.flatMap((row) => columns.map((column) => row[column] ?? null)) });
  }
  return statements;
};
