import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addMissingColumns, addMissingIndices, dropColumns, dropIndices, index, opt } from './tables';

/** As `addressKey` of the domain was when this was released. */
const keyOf = (address: string): string | null => {
  const bare = address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const inTown = bare.replace(/^.{0,20}?(?:街道|[镇乡])(?![路街村道])/u, '');
  const key = Array.from(inTown).length < 3 ? bare : inTown;
  return key === '' ? null : Array.from(key).slice(0, 100).join('');
};

const pageSize = 500;

/** Of addresses that were written before; a page at a time, so that none runs for long. */
const fill = async (runner: QueryRunner, table: string, id: string): Promise<void> => {
  for (let after = ''; ;) {
    const rows = (await runner.query(
      `SELECT ${id} AS id, address FROM ${table} WHERE ${id} > ? AND address IS NOT NULL ORDER BY ${id} LIMIT ?`,
      [after, pageSize],
    )) as { id: string; address: string }[];
    for (const row of rows)
      await runner.query(`UPDATE ${table} SET address_key = ? WHERE ${id} = ?`, [keyOf(row.address), row.id]);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
};

/** Likely doubles of a report are found by where they are: an address as far as it tells one place from another. */
export class AddressKeys1764300000029 implements MigrationInterface {
  name = 'AddressKeys1764300000029';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, id] of [
      ['case_row', 'case_id'],
      ['site', 'site_id'],
    ] as const) {
      await addMissingColumns(runner, table, [{ column: opt('address_key', 'word') }]);
      await fill(runner, table, id);
    }
    await addMissingIndices(runner, 'case_row', [index('ix_case_address', ['address_key'])]);
    await addMissingIndices(runner, 'site', [index('ix_site_address', ['address_key'])]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'case_row', ['ix_case_address']);
    await dropIndices(runner, 'site', ['ix_site_address']);
    await dropColumns(runner, 'case_row', ['address_key']);
    await dropColumns(runner, 'site', ['address_key']);
  }
}
