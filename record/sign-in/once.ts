import type { DoorFailure } from '../request';
import { failureOf } from '../idempotent';
import type { Store } from '../store';
import { CommitUnknown, transact, type Tx } from '../transaction';

/** Runs a transaction that nobody repeats under a key. Trouble with the database is a failure; bugs are thrown. */
export const once = async <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T | { failure: DoorFailure }> => {
  try {
    return await transact(store, work);
  } catch (error) {
    return error instanceof CommitUnknown ? { failure: { kind: 'outcome-unknown' } } : failureOf(store, error);
  }
};
