import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { QueryRunner } from 'typeorm';
import type { DataSources } from '../../entities/data-source';
import type { Row } from '../admin';
import { SEAL_BYTES } from '../originals';
import { afterKey, shapesOf, type TableShape } from './tables';

const pageSize = 2_000;

/** UNION also takes away doubles. */
const uploadedFiles = `SELECT sha256, size FROM attachment
  UNION SELECT sealed_sha256, original_size + ${SEAL_BYTES} FROM attachment WHERE sealed_sha256 IS NOT NULL`;

const rowsOf = async (runner: QueryRunner, sql: string, params: unknown[] = []): Promise<Row[]> => {
  const rows: unknown = await runner.query(sql, params);
  return Array.isArray(rows) ? (rows as Row[]) : [];
};

async function* pagesOf(runner: QueryRunner, { table, columns, key }: TableShape): AsyncGenerator<unknown[][]> {
  let last: Row | undefined;
  do {
    const after =
      last === undefined
        ? undefined
        : afterKey(
            key,
            key.map((column) => last?.[column]),
          );
    const where = after === undefined ? '' : ` WHERE ${after.sql}`;
    const sql = `SELECT ${columns.join(', ')} FROM ${table}${where} ORDER BY ${key.join(', ')} LIMIT ${pageSize}`;
    const rows = await rowsOf(runner, sql, after?.params ?? []);
    if (rows.length > 0) yield rows.map((row) => columns.map((column) => row[column] ?? null));
    last = rows.length < pageSize ? undefined : rows.at(-1);
  } while (last !== undefined);
}

export interface DumpedTable {
  table: string;
  rows: number;
  sha256: string;
}

/** A table as JSON lines: the names of its columns, then a row a line in the order of its key. */
const dumpTable = async (runner: QueryRunner, shape: TableShape, file: string): Promise<DumpedTable> => {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  let rows = 0;
  const write = async (text: string): Promise<void> => {
    hash.update(text);
    await handle.write(text);
  };
  try {
    await write(`${JSON.stringify(shape.columns)}\n`);
    for await (const page of pagesOf(runner, shape)) {
      rows += page.length;
      await write(page.map((row) => `${JSON.stringify(row)}\n`).join(''));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { table: shape.table, rows, sha256: hash.digest('hex') };
};

export interface Dump {
  tables: DumpedTable[];
  migrations: string[];
  /** Hashes and sizes of the files that the snapshot names: what is served of the uploads, and their sealed originals. */
  uploads: { sha256: string; size: number }[];
}

/** All tables as they were at one moment, while others go on writing. */
export const dumpTables = async (
  { read, type }: Pick<DataSources, 'read' | 'type'>,
  fileOf: (table: string) => string,
  onTable: (table: DumpedTable) => void,
): Promise<Dump> => {
  const runner = read.createQueryRunner();
  try {
    if (type === 'sqlite') {
      await runner.query('BEGIN');
    } else {
      await runner.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    }
    const tables: DumpedTable[] = [];
    // The first read fixes the snapshot on SQLite.
    const migrations = (await rowsOf(runner, 'SELECT name FROM migration ORDER BY timestamp')).map((row) =>
      String(row['name']),
    );
    for (const shape of shapesOf(read)) {
      const dumped = await dumpTable(runner, shape, fileOf(shape.table));
      tables.push(dumped);
      onTable(dumped);
    }
    const uploads = (await rowsOf(runner, uploadedFiles)).map((row) => ({
      sha256: String(row['sha256']),
      size: Number(row['size']),
    }));
    await runner.query('ROLLBACK');
    return { tables, migrations, uploads };
  } finally {
    await runner.release();
  }
};
