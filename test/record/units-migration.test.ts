import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { emptyDatabase, type FreshDatabase } from '../support/database';

/** The migrations of 0.2.0. */
const released = [
  'First1763000000001',
  'Anchor1763900000002',
  'Posts1764100000003',
  'Accounts1764100000004',
  'Backoff1764100000005',
  'Uploads1764100000006',
  'Audit1764100000007',
  'Startup1764100000008',
  'Key1764100000013',
];

const at = '2025-07-01T01:00:00.000Z';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await emptyDatabase();
  await migrateTo(fresh.sources, released);
});
afterEach(() => fresh.drop());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  fresh.sources.write.query(text, params);

const subject = (id: string, kind: string, unitId: string | null, creditCode: string | null = null) =>
  sql(
    `INSERT INTO subject (subject_id, town_id, name, kind, credit_code, unit_id, protected_person, created_at)
     VALUES (?, 'baihe', ?, ?, ?, ?, 0, ?)`,
    [id, id, kind, creditCode, unitId, at],
  );

const stream = async (id: string, status: string, subjects: object[]) => {
  const file = JSON.stringify({ caseId: id, status, subjects });
  const { columns } = fresh.sources.write.getMetadata('StreamRow');
  const values: Record<string, unknown> = {};
  for (const { databaseName, isNullable, type } of columns)
    if (!isNullable) values[databaseName] = type === Number || type === 'int' ? 0 : '';
  Object.assign(values, { stream_id: `case:${id}`, kind: 'case', town_id: 'baihe', status, file, last_at: at });
  const names = Object.keys(values);
  await sql(
    `INSERT INTO stream (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(values),
  );
};

describe('U-46: subjects of older releases', () => {
  it('keep their unit where they are a public body; what others had becomes the village where they lie', async () => {
    await subject('office', 'public-body', 'baihe-pingan');
    await subject('firm', 'enterprise', 'baihe-meiqiao');
    await subject('free', 'individual', null);
    await migrate(fresh.sources);
    const rows = await sql('SELECT subject_id, unit_id, place_unit_id FROM subject ORDER BY subject_id');
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['firm', null, 'baihe-meiqiao'],
      ['free', null, null],
      ['office', 'baihe-pingan', null],
    ]);
  });

  it('have their open cases looked at, and no others', async () => {
    const firm = { subjectId: 'firm', kind: 'enterprise', unitId: 'baihe-meiqiao' };
    await stream('open', 'rectifying', [firm]);
    await stream('over', 'archived', [firm]);
    await stream('body', 'rectifying', [{ subjectId: 'office', kind: 'public-body', unitId: 'baihe-pingan' }]);
    await stream('none', 'lead', []);
    await migrate(fresh.sources);
    const due = await sql('SELECT stream_id FROM stream WHERE next_due_at IS NOT NULL');
    expect(due.map((row) => row['stream_id'])).toEqual(['case:open']);
  });
});

describe('what may be there only once', () => {
  it('is listed where it is there twice, and nothing is guessed', async () => {
    await subject('one', 'enterprise', null, '91350100M000100Y43');
    await subject('two', 'enterprise', null, '91350100M000100Y43');
    await expect(migrate(fresh.sources)).rejects.toThrow(/91350100M000100Y43 is one, two/);
    expect(await sql('SELECT subject_id FROM subject')).toHaveLength(2);
  });

  it('goes on once somebody has said which one counts', async () => {
    await subject('one', 'enterprise', null, '91350100M000100Y43');
    await subject('two', 'enterprise', null, '91350100M000100Y43');
    await expect(migrate(fresh.sources)).rejects.toThrow('credit_copy');
    await sql("UPDATE subject SET credit_copy = 1 WHERE subject_id = 'two'");
    await migrate(fresh.sources);
    await expect(subject('three', 'enterprise', null, '91350100M000100Y43')).rejects.toThrow();
  });
});
