import { CounterRow } from '../entities/ledger.entity';
import { withConnection, type Connection } from './connection';
import { troubleOf } from './database-error';
import { insertMissing } from './entity-sql';
import { statement, type Statement, type StatementResult } from './sql';
import { noteRefusal, type Store } from './store';

/** One transaction on one connection. It begins with its first batch and ends with `commit`, else it is rolled back. */
export interface Tx {
  readonly sqlite: boolean;
  /** Runs statements in order: on a server in one round trip. */
  batch(statements: Statement[]): Promise<StatementResult[]>;
  /** The last statements and the commit, together. */
  commit(statements: Statement[]): Promise<void>;
}

/** The connection went away while the commit was on its way: it may have happened. */
export class CommitUnknown extends Error {
  constructor(override readonly cause: unknown) {
    super('outcome of the commit unknown');
    this.name = 'CommitUnknown';
  }
}

/** The database is away or takes nothing: whatever was attempted, nothing else would fare better. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof CommitUnknown || ['away', 'refusing', 'full'].includes(troubleOf(error));

/** Counters that a transaction needs and that do not exist yet: they are made outside it, and it runs again. */
export class NeedsCounters extends Error {
  constructor(readonly scopes: string[]) {
    super(`counters missing: ${scopes.join(', ')}`);
    this.name = 'NeedsCounters';
  }
}

const mostAttempts = 5;

/** Runs `work` once in a transaction. */
const attempt = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withConnection(store, store.sources.write, async (connection) => {
    const sqlite = store.sources.type === 'sqlite';
    const state = { rounds: 0, isOpen: false };
    const send = (statements: Statement[]): Promise<StatementResult[]> => {
      state.rounds += 1;
      return connection.send(statements);
    };
    const batch = async (statements: Statement[]): Promise<StatementResult[]> => {
      if (state.isOpen) return send(statements);
      const begin = statement(sqlite ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
      if (sqlite) await send([begin]);
      state.isOpen = true;
      return sqlite ? send(statements) : (await send([begin, ...statements])).slice(1);
    };
    const commit = async (statements: Statement[]): Promise<void> => {
      try {
        await batch([...statements, statement('COMMIT')]);
        state.isOpen = false;
      } catch (error) {
        if (troubleOf(error) !== 'away') throw error;
        state.isOpen = false;
        connection.destroy();
        throw new CommitUnknown(error);
      }
    };
    try {
      return await work({ sqlite, batch, commit });
    } finally {
      if (state.isOpen) await rollBack(connection, sqlite);
      store.observe?.({ name: 'transaction', rounds: state.rounds });
    }
  });

const rollBack = async (connection: Connection, sqlite: boolean): Promise<void> => {
  try {
    await connection.send([statement('ROLLBACK')]);
  } catch (error) {
    if (!sqlite) connection.destroy();
    else if (connection.isInTransaction()) throw error;
  }
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes counters in a transaction of their own: made inside the deciding transaction, sixteen callers deadlock (measured). */
const makeCounters = (store: Store, scopes: string[]): Promise<void> =>
  transact(store, (tx) =>
    tx.commit(scopes.toSorted().map((scope) => insertMissing(CounterRow, { scope, n: 0 }, tx.sqlite))),
  );

/**
 * Runs `work` in a transaction, all of it again after a conflict, at most five times; on SQLite one after another. Counters
 * that are missing are made in between, each once, and take none of the five. Without `waits` a lock that was waited for in
 * vain ends it at once.
 */
export const transact = async <T>(
  store: Store,
  work: (tx: Tx) => Promise<T>,
  { waits = true }: { waits?: boolean } = {},
): Promise<T> => {
  const made = new Set<string>();
  for (let count = 1; ;) {
    try {
      return await store.sources.oneAtATime(() => attempt(store, work));
    } catch (error) {
      noteRefusal(store, error);
      if (error instanceof NeedsCounters && error.scopes.some((scope) => !made.has(scope))) {
        await makeCounters(store, error.scopes);
        for (const scope of error.scopes) made.add(scope);
        continue;
      }
      const trouble = troubleOf(error);
      if (trouble === 'lock-wait' && !waits) throw error;
      if (count >= mostAttempts || (trouble !== 'conflict' && trouble !== 'lock-wait' && trouble !== 'duplicate'))
        throw error;
      store.observe?.({ name: 'retry', trouble });
      await wait(Math.random() * 10 * 2 ** count);
      count += 1;
    }
  }
};
