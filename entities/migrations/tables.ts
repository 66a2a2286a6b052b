import { Table, TableIndex, type DataSource, type QueryRunner, type TableColumnOptions } from 'typeorm';

/** A table as a migration writes it down. */
export interface TableSpec {
  name: string;
  columns: ColumnSpec[];
  indices: IndexSpec[];
}

interface ColumnSpec {
  name: string;
  family: Family;
  key?: true;
  nullable?: true;
}

interface IndexSpec {
  name: string;
  columnNames: string[];
  isUnique: boolean;
}

/** Frozen with the first migration: a new family is a new name, never another meaning of an old one. */
const families = {
  id: { type: 'varchar', length: '128', charset: 'ascii', collation: 'ascii_bin' },
  code: { type: 'varchar', length: '40', charset: 'ascii', collation: 'ascii_bin' },
  instant: { type: 'varchar', length: '24', charset: 'ascii', collation: 'ascii_bin' },
  day: { type: 'varchar', length: '10', charset: 'ascii', collation: 'ascii_bin' },
  hash: { type: 'varchar', length: '64', charset: 'ascii', collation: 'ascii_bin' },
  word: { type: 'varchar', length: '128', charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  name: { type: 'varchar', length: '255', charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' },
  text: { type: 'mediumtext', charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' },
  number: { type: 'int' },
} as const satisfies Record<string, Omit<TableColumnOptions, 'name'>>;

type Family = keyof typeof families;

export const table = (name: string, columns: ColumnSpec[], indices: IndexSpec[] = []): TableSpec => ({
  name,
  columns,
  indices,
});

export const key = (name: string, family: Family = 'id'): ColumnSpec => ({ name, family, key: true });
export const col = (name: string, family: Family): ColumnSpec => ({ name, family });
export const opt = (name: string, family: Family): ColumnSpec => ({ name, family, nullable: true });

export const index = (name: string, columnNames: string[]): IndexSpec => ({ name, columnNames, isUnique: false });
export const unique = (name: string, columnNames: string[]): IndexSpec => ({ name, columnNames, isUnique: true });

/** SQLite compares bytes by itself and knows none of these collations; `int` is `integer` there. */
const columnOf = (spec: ColumnSpec, { driver, options }: DataSource): TableColumnOptions => {
  const family = { charset: undefined, collation: undefined, length: undefined, ...families[spec.family] };
  const { charset, collation, length } = family;
  const foreign = charset === undefined || options.type === 'better-sqlite3';
  return {
    name: spec.name,
    type: driver.normalizeType({ type: family.type }),
    isPrimary: spec.key ?? false,
    isNullable: spec.nullable ?? false,
    ...(length === undefined ? {} : { length }),
    ...(foreign ? {} : { charset, collation }),
  };
};

export const createTables = async (runner: QueryRunner, specs: readonly TableSpec[]): Promise<void> => {
  for (const spec of specs) {
    const columns = spec.columns.map((column) => columnOf(column, runner.dataSource));
    const indices = spec.indices.map((options) => new TableIndex(options));
    await runner.createTable(new Table({ name: spec.name, columns, indices }), false, false, true);
  }
};

/** A column that is added later has a default or may be empty, since there are rows already. */
export interface AddedColumn {
  column: ColumnSpec;
  /** An SQL literal; a column without one must be nullable. */
  preset?: string;
}

export const addColumns = async (runner: QueryRunner, name: string, added: readonly AddedColumn[]): Promise<void> => {
  for (const { column, preset } of added) {
    const options = columnOf(column, runner.dataSource);
    const type = `${options.type}${options.length === undefined ? '' : `(${options.length})`}`;
    const charset = options.charset === undefined ? '' : ` CHARACTER SET ${options.charset}`;
    const collation = options.collation === undefined ? '' : ` COLLATE ${options.collation}`;
    const fill = preset === undefined ? '' : ` DEFAULT ${preset}`;
    const empty = column.nullable ? ' NULL' : ' NOT NULL';
    await runner.query(`ALTER TABLE ${name} ADD COLUMN ${column.name} ${type}${charset}${collation}${empty}${fill}`);
  }
};

/** Those that are not there yet, as of indices. */
export const addMissingColumns = async (
  runner: QueryRunner,
  name: string,
  added: readonly AddedColumn[],
): Promise<void> => {
  const there = (await runner.getTable(name))?.columns.map((one) => one.name) ?? [];
  await addColumns(
    runner,
    name,
    added.filter(({ column }) => !there.includes(column.name)),
  );
};

export const dropColumns = async (runner: QueryRunner, name: string, columns: readonly string[]): Promise<void> => {
  for (const column of columns) await runner.query(`ALTER TABLE ${name} DROP COLUMN ${column}`);
};

export const addIndices = async (runner: QueryRunner, name: string, specs: readonly IndexSpec[]): Promise<void> => {
  for (const { name: indexName, columnNames, isUnique } of specs)
    await runner.query(`CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ${indexName} ON ${name} (${columnNames.join(', ')})`);
};

const indicesOf = async (runner: QueryRunner, name: string): Promise<(string | undefined)[]> =>
  (await runner.getTable(name))?.indices.map((one) => one.name) ?? [];

/** Those that are not there yet: a migration may have been killed between its statements, each of which a server commits by itself. */
export const addMissingIndices = async (
  runner: QueryRunner,
  name: string,
  specs: readonly IndexSpec[],
): Promise<void> => {
  const there = await indicesOf(runner, name);
  await addIndices(
    runner,
    name,
    specs.filter((spec) => !there.includes(spec.name)),
  );
};

/** Those that are still there, for the same reason. */
export const dropIndices = async (runner: QueryRunner, name: string, names: readonly string[]): Promise<void> => {
  const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
  const there = await indicesOf(runner, name);
  for (const one of names.filter((known) => there.includes(known)))
    await runner.query(`DROP INDEX ${one}${isSqlite ? '' : ` ON ${name}`}`);
};

export const dropTables = async (runner: QueryRunner, specs: readonly TableSpec[]): Promise<void> => {
  for (const spec of specs.toReversed()) await runner.dropTable(spec.name);
};
