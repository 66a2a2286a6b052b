import type { DataSources } from '../entities/data-source';
import type { Row } from './admin';

/** One thing about the database that must be so; `bad` says what it is instead. */
interface Rule {
  name: string;
  must: string;
  isRight: (value: string) => boolean;
}

const is = (name: string, must: string): Rule => ({ name, must, isRight: (value) => value === must });

/** A crash or a wrong zone would cost facts, so these are asserted and not hoped for. */
const serverRules: Rule[] = [
  is('innodb_flush_log_at_trx_commit', '1'),
  is('time_zone', '+00:00'),
  is('autocommit', '1'),
  is('innodb_rollback_on_timeout', '0'),
  is('character_set_connection', 'utf8mb4'),
  { name: 'isolation', must: 'READ-COMMITTED', isRight: (value) => value === 'READ-COMMITTED' },
  { name: 'sync_binlog', must: '1 when log_bin is on', isRight: (value) => value === '1' || value === 'no binlog' },
  {
    name: 'sql_mode',
    must: 'STRICT_TRANS_TABLES (or STRICT_ALL_TABLES), NO_ZERO_DATE and NO_ZERO_IN_DATE, without NO_BACKSLASH_ESCAPES and ANSI_QUOTES',
    isRight: (value) => {
      const modes = value.split(',');
      const has = (mode: string): boolean => modes.includes(mode);
      const isStrict = has('STRICT_TRANS_TABLES') || has('STRICT_ALL_TABLES');
      const isPlain = !has('NO_BACKSLASH_ESCAPES') && !has('ANSI_QUOTES');
      return isStrict && has('NO_ZERO_DATE') && has('NO_ZERO_IN_DATE') && isPlain;
    },
  },
  is('collation of stream.stream_id', 'ascii_bin'),
  is('collation of counter.scope', 'utf8mb4_bin'),
];

const sqliteRules: Rule[] = [is('journal_mode', 'wal'), is('synchronous', '2'), is('foreign_keys', '1')];

const serverStatement = `SELECT @@innodb_flush_log_at_trx_commit AS innodb_flush_log_at_trx_commit, @@session.time_zone AS time_zone,
  @@session.autocommit AS autocommit, @@innodb_rollback_on_timeout AS innodb_rollback_on_timeout,
  @@character_set_connection AS character_set_connection, @@session.sql_mode AS sql_mode,
  IF(@@log_bin, @@sync_binlog, 'no binlog') AS sync_binlog`;

const collationStatement = `SELECT LOWER(TABLE_NAME) AS t, COLLATION_NAME AS c FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND ((TABLE_NAME = 'stream' AND COLUMN_NAME = 'stream_id') OR (TABLE_NAME = 'counter' AND COLUMN_NAME = 'scope'))`;

/** Everything about the database that is not as it must be, a sentence each; empty when all is well. */
export const wrongSettings = async (sources: DataSources): Promise<string[]> => {
  const values = sources.type === 'sqlite' ? await sqliteValues(sources) : await serverValues(sources);
  const rules = sources.type === 'sqlite' ? sqliteRules : serverRules;
  const wrong = rules
    .filter(({ name, isRight }) => !isRight(values.get(name) ?? ''))
    .map(({ name, must }) => `${name} is ${values.get(name) ?? 'missing'}, must be ${must}`);
  const isBehind = await sources.write.showMigrations();
  return isBehind ? [...wrong, 'migrations are not all applied: run npm run migrate'] : wrong;
};

const sqliteValues = async ({ write }: DataSources): Promise<Map<string, string>> => {
  const values = new Map<string, string>();
  for (const { name } of sqliteRules) {
    const rows: unknown = await write.query(`PRAGMA ${name}`);
    const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
    values.set(name, String(Object.values(first ?? {})[0] ?? ''));
  }
  return values;
};

const serverValues = async ({ write, type }: DataSources): Promise<Map<string, string>> => {
  const variable = type === 'mariadb' ? '@@session.tx_isolation' : '@@session.transaction_isolation';
  const [settings] = await rowsOf(write, serverStatement);
  const [isolation] = await rowsOf(write, `SELECT ${variable} AS isolation`);
  const collations = await rowsOf(write, collationStatement);
  const values = new Map(Object.entries({ ...settings, ...isolation }).map(([name, value]) => [name, String(value)]));
  for (const { t, c } of collations) {
    values.set(`collation of ${String(t)}.${t === 'stream' ? 'stream_id' : 'scope'}`, String(c));
  }
  return values;
};

const rowsOf = async (source: DataSources['write'], sql: string): Promise<Row[]> => {
  const rows: unknown = await source.query(sql);
  return Array.isArray(rows) ? (rows as Row[]) : [];
};
