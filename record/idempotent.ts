import { UnreadableEvent } from '../domain/unknown-event';
import { codeOfTrouble, troubleOf, DatabaseAway } from './database-error';
import type { DoorFailure, DoorResult } from './request';
import { claimKey, readKey, replayOf } from './key-store';
import { QueueTooLong } from './queue';
import { read } from './reading';
import type { Statement } from './sql';
import type { Store } from './store';
import { CommitUnknown, transact, type Tx } from './transaction';
import { tuning } from '../tuning';

/** Thrown out of the transaction when another request holds or held the key. */
class KeyTaken extends Error {}
/** Waited two seconds for the request that holds the key. */
class KeyBusy extends Error {}

const retryAfterSeconds = 2;
const { retryAfterSeconds: queueSeconds } = tuning.commands;
/** Somebody has to make room first. */
const fullRetryAfterSeconds = 30;

/**
 * Runs a request once under its key. Repetitions get the stored answer; one that comes while the first still runs waits for
 * it up to two seconds. Trouble with the database ends as a failure, never as an exception; bugs are thrown.
 */
export const underKey = async (
  store: Store,
  { cmdKey, requestHash }: { cmdKey: string; requestHash: string },
  work: (tx: Tx, claim: Statement) => Promise<DoorResult>,
): Promise<DoorResult> => {
  const claim = claimKey(cmdKey, requestHash);
  for (let count = 0; count < 3; count += 1) {
    try {
      return await transact(store, (tx) => work(claiming(tx, cmdKey), claim));
    } catch (error) {
      if (error instanceof KeyBusy) return { failure: { kind: 'in-progress' } };
      if (error instanceof CommitUnknown) return await afterUnknown(store, cmdKey, requestHash);
      if (!(error instanceof KeyTaken)) return failureOf(store, error);
    }
    const stored = await lookUp(store, cmdKey, requestHash).catch((error: unknown) => failureOf(store, error));
    if (stored !== undefined) return stored;
  }
  return { failure: { kind: 'in-progress' } };
};

/** What trouble with the database, or a file of another program, is to whoever asked; bugs are thrown. */
export const failureOf = (store: Store, error: unknown): { failure: DoorFailure } => {
  if (error instanceof UnreadableEvent) {
    const { streamId, seq, type } = error;
    store.logger.error('a stream cannot be folded', { streamId, seq, type, why: error.message });
    return { failure: { kind: 'unknown-event', streamId, seq, type } };
  }
  if (error instanceof QueueTooLong) return { failure: { kind: 'catching-up', retryAfterSeconds: queueSeconds } };
  const trouble = troubleOf(error);
  if (trouble === 'bug') throw error;
  const why = error instanceof DatabaseAway ? error.message : codeOfTrouble(error);
  store.logger.warn('command not carried out', { trouble, why });
  if (trouble === 'full') return { failure: { kind: 'storage-full', retryAfterSeconds: fullRetryAfterSeconds } };
  return { failure: { kind: 'unavailable', retryAfterSeconds } };
};

/** The transaction, with the meaning of a failure of its first batch: only the claim can meet a taken key there. */
const claiming = (tx: Tx, cmdKey: string): Tx => {
  let claimed = false;
  const batch = async (statements: Statement[]) => {
    if (claimed) return tx.batch(statements);
    try {
      const results = await tx.batch(statements);
      claimed = true;
      return results;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'duplicate') throw new KeyTaken();
      if (trouble === 'lock-wait' && !(await isClaimed(tx, cmdKey))) throw new KeyBusy();
      throw error;
    }
  };
  return { ...tx, batch };
};

/** After a lock wait: this transaction sees its own claim if it was the stream it waited for. */
const isClaimed = async (tx: Tx, cmdKey: string): Promise<boolean> => {
  const [result] = await tx.batch([readKey(cmdKey)]);
  return (result?.rows.length ?? 0) > 0;
};

const lookUp = async (store: Store, cmdKey: string, requestHash: string): Promise<DoorResult | undefined> => {
  const [rows] = await read(store, [readKey(cmdKey)]);
  const row = rows?.[0];
  return row === undefined ? undefined : replayOf(row, requestHash);
};

/** The commit may have happened: the row says so, or nobody knows. */
const afterUnknown = async (store: Store, cmdKey: string, requestHash: string): Promise<DoorResult> => {
  try {
    return (await lookUp(store, cmdKey, requestHash)) ?? { failure: { kind: 'outcome-unknown' } };
  } catch (error) {
    if (error instanceof DatabaseAway || troubleOf(error) !== 'bug') return { failure: { kind: 'outcome-unknown' } };
    throw error;
  }
};
