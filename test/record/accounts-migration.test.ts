import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { plusMs } from '../../domain/clock/instant';
import { emptyDatabase, type FreshDatabase } from '../support/database';

const released = ['First1763000000001', 'Anchor1763900000002'];
const dayMs = 86_400_000;

describe('tokens of 0.1.0', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await emptyDatabase();
    await migrateTo(fresh.sources, released);
  });
  afterAll(() => fresh.drop());

  it('U-8 keep what they could do and end within 90 days of the upgrade', async () => {
    const { write } = fresh.sources;
    const before = new Date().toISOString();
    for (const [id, days] of [
      ['short', 10],
      ['long', 365],
    ] as const)
      await write.query(
        "INSERT INTO token (token_hash, token_id, person_id, label, created_at, expires_at) VALUES (?, ?, 'p', '同步', ?, ?)",
        [id, id, before, plusMs(before, days * dayMs)],
      );
    await migrate(fresh.sources);
    const rows: Record<string, string>[] = await write.query(
      'SELECT token_id, scopes, last_used_at, expires_at FROM token ORDER BY token_id DESC',
    );
    expect(rows).toEqual([
      { token_id: 'short', scopes: 'read report act', last_used_at: null, expires_at: plusMs(before, 10 * dayMs) },
      { token_id: 'long', scopes: 'read report act', last_used_at: null, expires_at: expect.any(String) },
    ]);
    const end = rows[1]?.['expires_at'] ?? '';
    expect(end >= plusMs(before, 90 * dayMs) && end <= plusMs(new Date().toISOString(), 90 * dayMs)).toBe(true);
  });
});
