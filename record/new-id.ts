import { randomFillSync } from 'node:crypto';
import { monotonicFactory, ulid } from 'ulid';

const pool = new Uint8Array(4_096);
let used = pool.length;

/** Random bytes drawn in bulk: the library's own way asks the system for each character of an id. */
const random = (): number => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = pool[used] ?? 0;
  used += 1;
  return byte / 256;
};

/** A ULID that nobody can guess from another. */
export const newId = (): string => ulid(undefined, random);

/** A ULID greater than any given out before in this process, which keeps the index on it compact. */
export const newOrderedId: () => string = monotonicFactory(random);
