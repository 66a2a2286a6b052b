import type { DataSource } from 'typeorm';
import type { DataSources } from '../../entities/data-source';
import type { Row } from '../admin';
import { copyInto } from '../copied-rows';
import { writable } from './views';

/** A second set of tables beside those that people read, to be filled and then put in their place. */
export interface ShadowTables {
  add(table: string, rows: Row[]): Promise<void>;
  /** Rows in the table and in its shadow. */
  count(table: string): Promise<{ live: number; shadow: number }>;
  /** Puts the shadows in place of the tables, all at once. */
  swap(): Promise<void>;
  /** Takes the shadows away. */
  drop(): Promise<void>;
}

const shadowOf = (table: string): string => `shadow_${table}`;
const oldOf = (table: string): string => `old_${table}`;

const countOf = async (source: DataSource, table: string): Promise<number> => {
  const rows: unknown = await source.query(`SELECT COUNT(*) AS n FROM ${table}`);
  const [row] = Array.isArray(rows) ? (rows as Row[]) : [];
  return Number(row?.['n'] ?? 0);
};

/**
 * On a server the names are exchanged in one statement, which waits for running transactions and keeps keys and indices as
 * they were. SQLite's index names belong to the whole file: there the rows are exchanged, in one transaction.
 */
export const createShadowTables = async (sources: DataSources, tables: readonly string[]): Promise<ShadowTables> => {
  const { write, type } = sources;
  const sqlite = type === 'sqlite';
  const query = async (sql: string, params: unknown[] = []): Promise<void> => {
    await sources.oneAtATime(() => write.query(sql, params));
  };
  const drop = async (): Promise<void> => {
    for (const table of tables) await query(`DROP TABLE IF EXISTS ${shadowOf(table)}`);
  };

  const swapOnServer = async (): Promise<void> => {
    const names = tables.map((table) => `${table} TO ${oldOf(table)}, ${shadowOf(table)} TO ${table}`);
    for (const table of tables) await query(`DROP TABLE IF EXISTS ${oldOf(table)}`);
    await query(`RENAME TABLE ${names.join(', ')}`);
    for (const table of tables) await query(`DROP TABLE ${oldOf(table)}`);
  };
  const swapInFile = (): Promise<void> =>
    sources.oneAtATime(() =>
      write.transaction(async (tx) => {
        for (const table of tables) {
          await tx.query(`DELETE FROM ${table}`);
          await tx.query(`INSERT INTO ${table} SELECT * FROM ${shadowOf(table)}`);
          await tx.query(`DROP TABLE ${shadowOf(table)}`);
        }
      }),
    );

  await drop();
  for (const table of tables) {
    const like = sqlite ? `AS SELECT * FROM ${table} WHERE 0` : `LIKE ${table}`;
    await query(`CREATE TABLE ${shadowOf(table)} ${like}`);
  }
  return {
    async add(table, rows) {
      for (const { sql, params } of copyInto(shadowOf(table), rows.map(writable))) await query(sql, params);
    },
    count: async (table) => ({ live: await countOf(write, table), shadow: await countOf(write, shadowOf(table)) }),
    swap: sqlite ? swapInFile : swapOnServer,
    drop,
  };
};
