import type { Instant } from '../domain/clock/instant';
import { encodeCursor } from './query';

export const DEFAULT_LIMIT = 50;

/** The answer of every list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  asOf: Instant;
}

/** A page from `limit + 1` rows: the extra row says that there is more, the last shown row is where it goes on. */
export const pageOf = <R, T>(
  rows: readonly R[],
  limit: number,
  asOf: Instant,
  keyOf: (row: R) => readonly (string | number)[],
  present: (row: R) => T,
): Page<T> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? encodeCursor(keyOf(last)) : null, asOf };
};
