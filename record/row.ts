import type { Row } from './admin';

/** A column that must hold text. Throws when the statement did not ask for it. */
export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
};

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

/** A column that must hold a whole number; drivers give big ones as text. */
export const whole = (row: Row, column: string): number => {
  const value = row[column];
  const number = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw new TypeError(`column ${column} holds no number`);
  return number;
};

export const wholeOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : whole(row, column);

export const flag = (row: Row, column: string): boolean => whole(row, column) === 1;

/** JSON text that this program wrote itself: its shape is known. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the one place where JSON gets its type back
export const parsed = <T>(row: Row, column: string): T => JSON.parse(text(row, column)) as T;
