import type { DataSource, QueryRunner } from 'typeorm';
import type { SqlValue } from './admin';
import { DatabaseAway } from './database-error';
import type { Statement, StatementResult } from './sql';
import type { Store } from './store';

/** A connection that is held for a while. Nothing on it waits without limit. */
export interface Connection {
  /** Runs statements in order; on a server in one round trip, where the source allows several. */
  send(statements: Statement[]): Promise<StatementResult[]>;
  /** Throws the connection away; the server then rolls back what it had begun. */
  destroy(): void;
  /** On SQLite, whether a transaction is open: a full or failing disk makes it take the transaction back by itself. */
  isInTransaction(): boolean;
}

/** Two locks of two seconds each, and a slow disk. */
const answerLimitMs = 6_000;
const connectLimitMs = 3_000;

/** Gives `work` a connection and takes it back. */
export const withConnection = async <T>(
  { circuit, sources }: Store,
  source: DataSource,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const runner = source.createQueryRunner();
  const sqlite = sources.type === 'sqlite';
  const destroy = (): void => {
    discard(runner);
  };
  try {
    const open = async (): Promise<unknown> => {
      if (!sources.isInPlace()) throw new DatabaseAway('its file was moved away');
      return connected(runner);
    };
    const held = await circuit.guard(open, connectLimitMs, destroy);
    return await work({
      send: (statements) => circuit.guard(() => run(runner, statements, sqlite), answerLimitMs, destroy),
      destroy,
      isInTransaction: () => isInTransaction(held),
    });
  } finally {
    if (!runner.isReleased) await runner.release();
  }
};

/** TypeORM does not type what its drivers hold. */
const connected = async (runner: QueryRunner): Promise<unknown> => runner.connect();

const isInTransaction = (held: unknown): boolean =>
  typeof held === 'object' && held !== null && 'inTransaction' in held && held.inTransaction === true;

/** Throws a connection away, also one that is still being opened: whoever comes too late is not left in the pool's books. */
export const discard = (runner: QueryRunner): void => {
  void runner.connect().then(destroyed, () => undefined);
};

const destroyed = (connection: unknown): void => {
  if (typeof connection === 'object' && connection !== null && 'destroy' in connection) {
    (connection as { destroy(): void }).destroy();
  }
};

const run = async (runner: QueryRunner, statements: Statement[], sqlite: boolean): Promise<StatementResult[]> => {
  if (sqlite) {
    const results: StatementResult[] = [];
    for (const { sql, params } of statements) results.push(localResult(await runner.query(sql, params, true)));
    return results;
  }
  const sql = statements.map((one) => one.sql).join(';\n');
  const params: SqlValue[] = statements.flatMap((one) => one.params);
  const raw: unknown = await runner.query(sql, params);
  const answers: unknown[] = statements.length === 1 ? [raw] : Array.isArray(raw) ? raw : [];
  return answers.map(serverResult);
};

const localResult = ({ records, affected }: { records?: unknown[]; affected?: number }): StatementResult => ({
  rows: (records ?? []) as StatementResult['rows'],
  changed: affected ?? 0,
});

const serverResult = (answer: unknown): StatementResult => {
  if (Array.isArray(answer)) return { rows: answer as StatementResult['rows'], changed: 0 };
  const { affectedRows } = answer as { affectedRows: number };
  return { rows: [], changed: affectedRows };
};
