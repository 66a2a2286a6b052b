import { tableOf, type ColumnPlan, type EntityClass, type TablePlan } from '../entities/table';
import type { Row, SqlValue } from './admin';
import type { Statement } from './sql';

/*
 * Statements from entities: tables, columns and the form of values are TypeORM's metadata, rows are typed by the entity. A
 * property that is renamed breaks the build, a column that is not as the entity says the schema test, and a new column the
 * build of whoever inserts. Values become parameters, never text.
 *
 * Text of SQL remains (`statement` in sql.ts) where a statement says more than "these values into the rows with this key":
 * it reckons with what stands in a row (`attempts + 1`, CASE), compares otherwise than by `=`, `IN` and `IS NULL`, looks at
 * other tables, takes locks, or settles a row that is there already in a way that the databases spell differently.
 */

/** A row with every column: what has nothing to say is null. */
export type Whole<T> = Readonly<T>;

/** Some columns, at least one. A property left out is not touched. */
export type Values<T> = Readonly<Partial<T>>;

type Findable = string | number | boolean | null;

/**
 * Which rows: all that have these values. A list stands for any of its members, null for IS NULL. Structures kept as JSON
 * are nothing to find rows by.
 */
export type Key<T> = {
  readonly [K in keyof T as T[K] extends Findable ? K : never]?: T[K] | readonly NonNullable<T[K]>[];
};

const mostRows = 200;

/** `INSERT` of whole rows, in statements of at most 200 rows; nothing for no rows. */
export const insertInto = <T extends object>(entity: EntityClass<T>, rows: readonly Whole<NoInfer<T>>[]): Statement[] =>
  pages('INSERT', entity, rows);

/** The same, in place of rows with the same key. */
export const replaceInto = <T extends object>(
  entity: EntityClass<T>,
  rows: readonly Whole<NoInfer<T>>[],
): Statement[] => pages('REPLACE', entity, rows);

/** `INSERT` of one row. */
export const insertRow = <T extends object>(entity: EntityClass<T>, row: Whole<NoInfer<T>>): Statement =>
  page('INSERT', entity, [row]);

/** The same, unless there is a row with the key. */
export const insertMissing = <T extends object>(
  entity: EntityClass<T>,
  row: Whole<NoInfer<T>>,
  sqlite: boolean,
): Statement => page(sqlite ? 'INSERT OR IGNORE' : 'INSERT IGNORE', entity, [row]);

type Verb = 'INSERT' | 'REPLACE' | 'INSERT OR IGNORE' | 'INSERT IGNORE';

const pages = (verb: Verb, entity: EntityClass, rows: readonly object[]): Statement[] => {
  const statements: Statement[] = [];
  for (let from = 0; from < rows.length; from += mostRows)
    statements.push(page(verb, entity, rows.slice(from, from + mostRows)));
  return statements;
};

const page = (verb: Verb, entity: EntityClass, rows: readonly object[]): Statement => {
  const { table, columns, names } = tableOf(entity);
  const marks = `(?${', ?'.repeat(columns.length - 1)})`;
  const sql = `${verb} INTO ${table} (${names}) VALUES ${marks}${`, ${marks}`.repeat(rows.length - 1)}`;
  const params: SqlValue[] = [];
  for (const row of rows)
    for (const { property, write } of columns) params.push(write((row as Record<string, unknown>)[property]));
  return { sql, params };
};

/** `UPDATE` of the rows that `key` names. */
export const updateOf = <T extends object>(
  entity: EntityClass<T>,
  values: Values<NoInfer<T>>,
  key: Key<NoInfer<T>>,
): Statement => {
  const plan = tableOf(entity);
  const params: SqlValue[] = [];
  let set = '';
  for (const property of Object.keys(values)) {
    const column = plan.column(property);
    params.push(column.write((values as Record<string, unknown>)[property]));
    set += `${set === '' ? '' : ', '}${column.name} = ?`;
  }
  if (set === '') throw new TypeError(`no values for ${plan.table}`);
  return { sql: `UPDATE ${plan.table} SET ${set}${whereOf(plan, key, params)}`, params };
};

/** `DELETE` of the rows that `key` names. */
export const deleteOf = <T extends object>(entity: EntityClass<T>, key: Key<NoInfer<T>>): Statement => {
  const plan = tableOf(entity);
  const params: SqlValue[] = [];
  return { sql: `DELETE FROM ${plan.table}${whereOf(plan, key, params)}`, params };
};

/** `SELECT` of all columns of the rows that `key` names; {@link entityIn} makes entities of its rows. */
export const selectFrom = <T extends object>(entity: EntityClass<T>, key: Key<NoInfer<T>>): Statement => {
  const plan = tableOf(entity);
  const params: SqlValue[] = [];
  return { sql: `SELECT ${plan.names} FROM ${plan.table}${whereOf(plan, key, params)}`, params };
};

export const entityIn = <T extends object>(entity: EntityClass<T>, row: Row): T =>
  Object.assign(
    new entity(),
    Object.fromEntries(tableOf(entity).columns.map(({ property, name, read }) => [property, read(row[name])])),
  );

/** Without a key every row would be meant, which nobody here means. */
const whereOf = (plan: TablePlan, key: object, params: SqlValue[]): string => {
  const terms = Object.entries(key).map(([property, value]) => termOf(plan.column(property), value, params));
  if (terms.length === 0) throw new TypeError(`no key for ${plan.table}`);
  return ` WHERE ${terms.join(' AND ')}`;
};

const termOf = ({ name, write }: ColumnPlan, value: unknown, params: SqlValue[]): string => {
  if (value === null) return `${name} IS NULL`;
  if (!Array.isArray(value)) {
    params.push(write(value));
    return `${name} = ?`;
  }
  if (value.length === 0) throw new TypeError(`an empty list for ${name}`);
  for (const one of value) params.push(write(one));
  return `${name} IN (${value.map(() => '?').join(', ')})`;
};
