import type { Statement, StatementResult } from '../../../record/sql';
import type { Store } from '../../../record/store';
import { transact as real, type Tx } from '../../../record/transaction';

export * from '../../../record/transaction';

const isCounting = ({ sql }: Statement): boolean => sql.startsWith('UPDATE counter');

/** B2: a number is taken in a transaction of its own, so what is rolled back afterwards leaves a hole. */
export const transact = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const apart = (statements: Statement[]): Promise<StatementResult[]> =>
    real(store, async (tx) => {
      const results = await tx.batch(statements);
      await tx.commit([]);
      return results;
    });
  return real(store, (tx) =>
    work({ ...tx, batch: (statements) => (statements.some(isCounting) ? apart(statements) : tx.batch(statements)) }),
  );
};
