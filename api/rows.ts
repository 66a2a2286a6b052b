import type { AdminTx, SqlValue } from '../record/admin';

/** Inserts a row; table and columns are constants of ours, never input. */
export const insertRow = (tx: AdminTx, table: string, row: Record<string, SqlValue>): Promise<number> => {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  return tx.change(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, Object.values(row));
};

/** True when a row with this value exists. */
export const rowExists = async (tx: AdminTx, table: string, column: string, value: SqlValue): Promise<boolean> => {
  const found = await tx.query(`SELECT 1 AS found FROM ${table} WHERE ${column} = ?`, [value]);
  return found.length > 0;
};
