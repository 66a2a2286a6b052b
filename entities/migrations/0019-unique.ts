import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, unique } from './tables';

interface Key {
  /** As an operator knows it. */
  what: string;
  table: string;
  id: string;
  columns: string[];
  /** Of which rows that are alike this one is; 0 for the one that counts. */
  copy: string;
  index: string;
}

const keys: readonly Key[] = [
  {
    what: 'companies with the same credit code in one town',
    table: 'subject',
    id: 'subject_id',
    columns: ['town_id', 'credit_code'],
    copy: 'credit_copy',
    index: 'uq_subject_credit',
  },
  {
    what: 'cases of one town with the same source and external id',
    table: 'case_row',
    id: 'case_id',
    columns: ['town_id', 'source', 'external_id'],
    copy: 'external_copy',
    index: 'uq_case_external',
  },
];

const most = 20;

/** What is there twice, as sentences; which of them counts is not guessed. */
const doublesOf = async (runner: QueryRunner, { what, table, id, columns, copy }: Key): Promise<string[]> => {
  const list = columns.join(', ');
  const last = columns.at(-1) ?? '';
  const groups = (await runner.query(
    `SELECT ${list} FROM ${table} WHERE ${last} IS NOT NULL AND ${copy} = 0 GROUP BY ${list} HAVING COUNT(*) > 1 ORDER BY ${list}`,
  )) as Record<string, string>[];
  const lines: string[] = [];
  for (const group of groups.slice(0, most)) {
    const values = columns.map((column) => group[column] ?? '');
    const rows = (await runner.query(
      `SELECT ${id} FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')} ORDER BY ${id}`,
      values,
    )) as Record<string, string>[];
    lines.push(`${what}: ${values.join(' ')} is ${rows.map((row) => row[id] ?? '').join(', ')}`);
  }
  if (groups.length > most) lines.push(`${what}: and ${groups.length - most} more`);
  return lines;
};

/** Two rows where there may be one from now on. */
export class ExistingDoubles extends Error {
  constructor(lines: readonly string[]) {
    super(
      `the database holds what may be there only once; decide which one counts, and number the others by ` +
        `\`UPDATE subject SET credit_copy = 1 WHERE subject_id = …\` or \`UPDATE case_row SET external_copy = 1 WHERE case_id = …\` ` +
        `(2, 3 … for further ones), then start again:\n${lines.join('\n')}`,
    );
    this.name = 'ExistingDoubles';
  }
}

/**
 * One company by credit code and town, one case by town, source and external id (settled 6.5). What is there twice is listed
 * and left to whoever runs the installation: nothing is guessed, and the next start goes on from here.
 */
export class Unique1764100000019 implements MigrationInterface {
  name = 'Unique1764100000019';

  async up(runner: QueryRunner): Promise<void> {
    const doubles: string[] = [];
    for (const key of keys) doubles.push(...(await doublesOf(runner, key)));
    if (doubles.length > 0) throw new ExistingDoubles(doubles);
    for (const { table, columns, copy, index } of keys)
      await addIndices(runner, table, [unique(index, [...columns, copy])]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, index } of keys.toReversed()) await dropIndices(runner, table, [index]);
  }
}
