import { hire } from '../support/staff';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let graded: string;
beforeAll(async () => {
  town = await openTown();
  await reportCase(town, 'vgg', { title: '一' });
  await reportCase(town, 'vgg', { title: '二' });
  await reportCase(town, 'rp', { title: '三' });
  graded = await reportCase(town, 'vgg', { title: '四', externalId: 'grid-1' });
  await gradeCase(town, graded);
});
afterAll(async () => {
  await town.close();
});

interface Counts {
  total: number;
  atLeast: boolean;
  byStatus: { status: string; count: number; atLeast: boolean }[];
}

const countsFor = async (username: string, query = ''): Promise<Counts> =>
  (await (await town.as(username)).get(`/api/v1/cases/counts${query}`)).body as Counts;

const some = ({ byStatus }: Counts): Record<string, number> =>
  Object.fromEntries(byStatus.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]));

const listed = async (username: string, query: string): Promise<Record<string, number>> => {
  const { body } = await (await town.as(username)).get(`/api/v1/cases?limit=200${query.replace('?', '&')}`);
  const counted: Record<string, number> = {};
  for (const { status } of (body as { items: { status: string }[] }).items)
    counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};

describe('U-55 the counts of cases', () => {
  it('are all and those of each status', async () => {
    const counts = await countsFor('ofc');
    expect(counts).toMatchObject({ total: 4, atLeast: false });
    expect(some(counts)).toEqual({ lead: 3, graded: 1 });
    expect(counts.byStatus).toContainEqual({ status: 'archived', count: 0, atLeast: false });
  });

  const queries = [
    '',
    '?grade=general',
    '?lamp=green',
    '?lamp=red',
    '?q=四',
    '?status=lead,graded',
    '?unitId=drill-town-meiqiao',
    '?subjectId=drill-company',
    '?source=grid-patrol',
    '?overlay=protected-source',
    '?externalId=grid-1',
    '?assignedTo=me',
    '?dueBefore=2099-12-31',
  ];
  it.each(['ofc', 'vgg', 'vgm', 'rp', 'ens', 'au', 'ldc'])(
    'tell %s what the list tells him, however narrowed',
    async (who) => {
      for (const query of queries) {
        const counts = await countsFor(who, query);
        expect([query, some(counts)]).toEqual([query, await listed(who, query)]);
        expect(counts.total).toBe(Object.values(some(counts)).reduce((sum, count) => sum + count, 0));
      }
    },
  );

  it('of one status name that alone', async () => {
    expect((await countsFor('ofc', '?status=graded')).byStatus).toEqual([
      { status: 'graded', count: 1, atLeast: false },
    ]);
  });

  it('tell a mere reporter nothing that his list does not show', async () => {
    expect(await countsFor('rp')).toMatchObject({ total: 1 });
    expect(await countsFor('rp', '?grade=general')).toMatchObject({ total: 0 });
  });

  it('of who reaches no town are none', async () => {
    await hire(town, 'of-nowhere', []);
    expect(await countsFor('of-nowhere')).toMatchObject({ total: 0, atLeast: false });
  });

  it('refuse what is no filter', async () => {
    const person = await town.as('ofc');
    for (const query of ['?sort=openedAt', '?limit=5', '?townId=a&town=b', '?status=open'])
      expect([query, (await person.get(`/api/v1/cases/counts${query}`)).status]).toEqual([query, 422]);
  });

  it('stop at ten thousand of a status, and at two hundred of what is judged one by one', async () => {
    const { write } = town.database.sources;
    const [row]: Record<string, unknown>[] = await write.query('SELECT * FROM case_row WHERE case_id = ?', [graded]);
    const columns = Object.keys(row ?? {});
    const marks = `(${columns.map(() => '?').join(', ')})`;
    const fill = async (count: number, change: object, prefix: string): Promise<void> => {
      for (let n = 0; n < count; n += 500) {
        const many = Array.from({ length: Math.min(500, count - n) }, (_, k) => ({
          ...row,
          ...change,
          case_id: `${prefix}${String(n + k)}`,
          number: null,
          external_id: null,
        }));
        await write.query(
          `INSERT INTO case_row (${columns.join(', ')}) VALUES ${many.map(() => marks).join(', ')}`,
          many.flatMap((one) => columns.map((column) => (one as Record<string, unknown>)[column])),
        );
      }
    };
    await fill(10_001, { status: 'archived' }, 'archived');
    const counts = await countsFor('ofc', '?grade=general');
    expect(counts).toMatchObject({ total: 10_001, atLeast: true });
    expect(counts.byStatus).toContainEqual({ status: 'archived', count: 10_000, atLeast: true });
    expect(counts.byStatus).toContainEqual({ status: 'graded', count: 1, atLeast: false });
    expect(await countsFor('au', '?source=grid-patrol')).toMatchObject({ total: 200, atLeast: true });
  }, 60_000);
});
