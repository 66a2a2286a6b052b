import { withConnection } from './connection';
import type { Row } from './admin';
import type { Statement } from './sql';
import type { Store } from './store';

/** Reads outside any transaction: each statement sees what is committed when it runs. */
export const read = (store: Store, statements: Statement[]): Promise<Row[][]> => {
  const { write, read: source } = store.sources;
  const work = (): Promise<Row[][]> =>
    withConnection(store, source, async (connection) => {
      const rows: Row[][] = [];
      for (const one of statements) rows.push((await connection.send([one]))[0]?.rows ?? []);
      return rows;
    });
  // In memory there is one connection, which may be in the middle of somebody's transaction.
  return source === write ? store.sources.oneAtATime(work) : work();
};
