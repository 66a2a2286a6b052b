import type { Row, SqlValue } from './admin';

/** A constant template and the values for its `?`; values never become part of the text by hand. */
export interface Statement {
  sql: string;
  params: SqlValue[];
}

export interface StatementResult {
  rows: Row[];
  changed: number;
}

export const statement = (sql: string, params: SqlValue[] = []): Statement => ({ sql, params });

export type SqlRow = Record<string, SqlValue>;

const mostRows = 200;

/** `INSERT` of rows of equal shape, in statements of at most 200 rows; nothing for no rows. */
export const insert = (table: string, rows: SqlRow[]): Statement[] => written('INSERT', table, rows);

/** The same, in place of rows with the same key. */
export const replace = (table: string, rows: SqlRow[]): Statement[] => written('REPLACE', table, rows);

const written = (verb: 'INSERT' | 'REPLACE', table: string, rows: SqlRow[]): Statement[] => {
  const first = rows[0];
  if (first === undefined) return [];
  const columns = Object.keys(first);
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const statements: Statement[] = [];
  for (let from = 0; from < rows.length; from += mostRows) {
    const page = rows.slice(from, from + mostRows);
    const sql = `${verb} INTO ${table} (${columns.join(', ')}) VALUES ${page.map(() => marks).join(', ')}`;
    statements.push({ sql, params: page.flatMap((row) => columns.map((column) => row[column] ?? null)) });
  }
  return statements;
};

/** `UPDATE` of the row that `key` names. */
export const update = (table: string, values: SqlRow, key: SqlRow): Statement => ({
  sql: `UPDATE ${table} SET ${assignments(values).join(', ')} WHERE ${assignments(key).join(' AND ')}`,
  params: [...Object.values(values), ...Object.values(key)],
});

const assignments = (values: SqlRow): string[] => Object.keys(values).map((column) => `${column} = ?`);

/** `?, ?, ?` for a list of that length. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
