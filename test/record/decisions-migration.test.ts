import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { migrations } from '../../entities/migrations';
import { Decisions1764400000034 } from '../../entities/migrations/0034-decisions';
import { emptyDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await emptyDatabase();
  const before = migrations.slice(0, migrations.indexOf(Decisions1764400000034));
  await migrateTo(
    fresh.sources,
    before.map((one) => one.name),
  );
});
afterAll(() => fresh.drop());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  fresh.sources.write.query(text, params);

const insert = (n: number, type: string, actor: object): Promise<unknown> =>
  sql(
    `INSERT INTO event (stream_id, seq, event_id, cmd_key, cause, type, actor, at, body, prev_hash, hash)
     VALUES (?, ?, ?, NULL, 'c', ?, ?, ?, '{}', 'p', 'h')`,
    [
      `case:${String(n % 7)}`,
      n,
      `event${String(n)}`,
      type,
      JSON.stringify(actor),
      `2025-07-01T01:00:0${String(n % 10)}.000Z`,
    ],
  );

describe('decisions of older releases', () => {
  it('are found by who took them, however many there are, and not those of the system', async () => {
    for (let n = 1; n <= 1_100; n += 1)
      await insert(n, n % 4 === 0 ? 'progress-recorded' : 'proposal-decided', {
        kind: 'person',
        personId: `p${String(n % 3)}`,
      });
    await insert(2_000, 'proposal-decided', { kind: 'system' });
    await migrate(fresh.sources);
    const rows = await sql('SELECT stream_id, seq, person_id, at FROM decision ORDER BY seq');
    const expected = Array.from({ length: 1_100 }, (_, at) => at + 1).filter((n) => n % 4 !== 0);
    expect(rows.map(({ seq }) => Number(seq))).toEqual(expected);
    expect(rows[0]).toMatchObject({ stream_id: 'case:1', person_id: 'p1', at: '2025-07-01T01:00:01.000Z' });
  });

  it('are there once where the migration was killed midway and runs again', async () => {
    const runner = fresh.sources.write.createQueryRunner();
    const [before] = await sql('SELECT COUNT(*) AS n FROM decision');
    await new Decisions1764400000034().up(runner);
    await runner.release();
    expect(await sql('SELECT COUNT(*) AS n FROM decision')).toEqual([before]);
  });
});
