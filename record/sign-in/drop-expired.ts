import type { Instant } from '../../domain/clock/instant';
import type { Store } from '../store';
import { text } from '../row';
import { marks, statement } from '../sql';
import { once } from './once';

/** More than an attempt can make, so that no flood of names and addresses fills the tables. */
const mostAtOnce = 100;

const tables = { sign_in_pace: 'pace_key', session: 'id_hash' } as const;

/**
 * Takes away counts that hold back nobody any more, or sessions that have ended, a page at a time. Found first and named by
 * key, in a transaction of its own: a search that locks what it passes would wait for everybody who is signing in.
 */
export const dropExpired = async (store: Store, table: keyof typeof tables, now: Instant): Promise<void> => {
  const key = tables[table];
  // What fails here is found again by the next one who signs in.
  await once(store, async (tx) => {
    const find = `SELECT ${key} AS expired FROM ${table} WHERE expires_at <= ? LIMIT ${mostAtOnce}`;
    const [found] = await tx.batch([statement(find, [now])]);
    const keys = (found?.rows ?? []).map((row) => text(row, 'expired')).toSorted();
    if (keys.length === 0) return;
    await tx.commit([
      statement(`DELETE FROM ${table} WHERE ${key} IN (${marks(keys)}) AND expires_at <= ?`, [...keys, now]),
    ]);
  });
};
