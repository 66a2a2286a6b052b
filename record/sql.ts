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

/** A statement that is written out; what writes rows by their key is made from its entity (entity-sql.ts). */
export const statement = (sql: string, params: SqlValue[] = []): Statement => ({ sql, params });

/** `?, ?, ?` for a list of that length. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
