import type { Statement, StatementResult } from '../../../record/sql';
import type { Store } from '../../../record/store';
import { transact as real, type Tx } from '../../../record/transaction';

export * from '../../../record/transaction';

const isCounting = ({ sql }: Statement): boolean => sql.startsWith('UPDATE counter');

/** The counter is read without its lock, which would hold up whoever counts on. */
const unlocked = ({ sql, ...rest }: Statement): Statement => ({
  ...rest,
  sql: sql.startsWith('SELECT n FROM counter') ? sql.replace(' FOR UPDATE', '') : sql,
});

/** B2: a number is taken in a transaction of its own, so what is rolled back afterwards leaves a hole. */
export const transact = <T>(store: Store, work: (tx: Tx) => Promise<T>, options?: { waits?: boolean }): Promise<T> => {
  const count = (statements: Statement[]): Promise<void> => real(store, (tx) => tx.commit(statements));
  return real(
    store,
    (tx) =>
      work({
        ...tx,
        batch: (statements): Promise<StatementResult[]> => tx.batch(statements.map(unlocked)),
        commit: async (statements) => {
          const counting = statements.filter(isCounting);
          if (counting.length > 0) await count(counting);
          await tx.commit(statements.filter((one) => !isCounting(one)));
        },
      }),
    options,
  );
};
