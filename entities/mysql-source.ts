import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { entities } from './all';
import type { Database, DataSources } from './data-source';
import { refuseForeign } from './level';
import { migrations } from './migrations';

/** Each connection: UTC, short lock waits, and reads that see what was committed while a lock was awaited. */
const sessionStatements = [
  "SET SESSION time_zone = '+00:00'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION innodb_lock_wait_timeout = 2',
  "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
];

interface PooledConnection {
  query(sql: string): unknown;
}

interface Pool {
  on(event: 'connection', listener: (connection: PooledConnection) => void): unknown;
}

const source = ({ type, url }: Exclude<Database, { type: 'sqlite' }>, role: 'write' | 'read'): DataSource =>
  new DataSource({
    type,
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    bigNumberStrings: false,
    connectTimeout: 3_000,
    poolSize: 16,
    multipleStatements: role === 'write',
    extra: { queueLimit: 500, maxIdle: 16, enableKeepAlive: true },
  });

const prepareConnections = async (dataSource: DataSource): Promise<void> => {
  const prepare = (connection: PooledConnection): void => {
    for (const statement of sessionStatements) connection.query(statement);
  };
  poolOf(dataSource).on('connection', prepare);
  // The pool opened one connection before anybody could listen.
  for (const statement of sessionStatements) await dataSource.query(statement);
};

/** TypeORM does not type its pool. */
const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { pool: Pool }).pool;

/** A refusal by the server itself, such as too many connections, is an answer. */
const probe = async (url: string, limitMs: number): Promise<void> => {
  const { host, port, user, password } = addressOf(url);
  const asked = createConnection({ host, port, user, password, connectTimeout: limitMs });
  const answered = asked.then(async (connection) => {
    await connection.query({ sql: 'SELECT 1', timeout: limitMs });
    connection.destroy();
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limitMs} ms`));
    }, limitMs);
  });
  try {
    await Promise.race([answered, late]);
  } catch (error) {
    if (!isAnswer(error)) throw error;
  } finally {
    clearTimeout(timer);
    void asked.then(
      (connection) => {
        connection.destroy();
      },
      () => undefined,
    );
  }
};

const isAnswer = (error: unknown): boolean => error instanceof Error && 'sqlState' in error;

const addressOf = (text: string): { host: string; port: number; user: string; password: string } => {
  const url = new URL(text);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
};

/** A MySQL 8 or MariaDB 10.11+ database with a pool for writes, whose statements go in batches, and one for reads. */
export const mysqlSources = async (database: Exclude<Database, { type: 'sqlite' }>): Promise<DataSources> => {
  const write = await source(database, 'write').initialize();
  try {
    await refuseForeign(write, `the database "${decodeURIComponent(new URL(database.url).pathname.slice(1))}"`);
    const read = await source(database, 'read').initialize();
    await prepareConnections(write);
    await prepareConnections(read);
    const close = async (): Promise<void> => {
      await read.destroy();
      await write.destroy();
    };
    return {
      type: database.type,
      write,
      read,
      oneAtATime: (work) => work(),
      probe: (limitMs) => probe(database.url, limitMs),
      isInPlace: () => true,
      close,
    };
  } catch (error) {
    await write.destroy();
    throw error;
  }
};
