import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, col, createTables, dropColumns, dropTables, index, key, opt, table } from './tables';

const tables = [
  table(
    'sign_in_pace',
    [
      key('pace_key'),
      col('account_key', 'hash'),
      col('failures', 'number'),
      opt('last_at', 'instant'),
      opt('known_until', 'instant'),
      col('expires_at', 'instant'),
    ],
    [index('ix_sign_in_pace_account', ['account_key']), index('ix_sign_in_pace_expiry', ['expires_at'])],
  ),
];

const longestTokenMs = 90 * 86_400_000;

/** The pace of sign-ins; tokens with scopes, a last use and an end within 90 days, those of 0.1.0 included. */
export class Accounts1764100000004 implements MigrationInterface {
  name = 'Accounts1764100000004';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumns(runner, 'token', [{ column: opt('scopes', 'code') }, { column: opt('last_used_at', 'instant') }]);
    await runner.query("UPDATE token SET scopes = 'read report act'");
    const latest = new Date(Date.now() + longestTokenMs).toISOString();
    await runner.query('UPDATE token SET expires_at = ? WHERE expires_at > ?', [latest, latest]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'token', ['scopes', 'last_used_at']);
    await dropTables(runner, tables);
  }
}
