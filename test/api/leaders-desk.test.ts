import { hire } from '../support/staff';
import { assignCase, gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

const at = '2026-03-04T02:00:00.000Z';

interface Figure {
  count: number;
  list: string;
}

interface Desk {
  stock: Figure;
  openedThisMonth: Figure;
  closedThisMonth: Figure;
  overdue: Figure;
  cameBack: Figure;
  byStatus: (Figure & { status: string; isInStock: boolean })[];
  byUnit: (Figure & { unitId: string })[];
  byType: (Figure & { hazardType: string })[];
  byGrade: (Figure & { grade: string })[];
  rest: { withoutUnit: number; withoutGrade: number; notTold: number };
  byMonth: { month: string; opened: Figure; closed: Figure }[];
  coming: { day: string; isWorkday: boolean; due: number; list: string }[];
  names: Record<string, string>;
  labels: Record<string, Record<string, string>>;
}

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ now: () => at });
  await hire(town, 'of-nowhere', []);
  const cases: string[] = [];
  for (const who of ['vgg', 'vgg', 'vgg', 'vgg', 'vgg', 'rp'])
    cases.push(await reportCase(town, who, { foundAt: '2026-03-04T01:00:00.000Z' }));
  const [, graded = '', assigned = '', closed = '', back = '', own = ''] = cases;
  await gradeCase(town, graded);
  for (const caseId of [assigned, closed, back, own]) await assignCase(town, caseId);
  const { write } = town.database.sources;
  const set = (caseId: string, columns: string) =>
    write.query(`UPDATE case_row SET ${columns} WHERE case_id = ?`, [caseId]);
  await write.query('UPDATE case_row SET next_due_at = NULL');
  // Lives of months: the rows that lists are made of say it, without a clock that moves.
  await set(graded, "opened_at = '2025-12-31T15:59:59.999Z', next_due_at = '2026-03-04T16:00:00.000Z'");
  await set(assigned, "opened_at = '2025-12-31T16:00:00.000Z', next_due_at = '2026-03-04T01:00:00.000Z'");
  await set(
    closed,
    "status = 'watching', closed_at = '2026-02-28T15:59:59.000Z', next_due_at = '2026-03-09T16:00:00.000Z'",
  );
  await set(back, "cycle = 2, opened_at = '2025-04-01T00:00:00.000Z', next_due_at = '2026-03-05T04:00:00.000Z'");
});
afterAll(async () => {
  await town.close();
});

const deskFor = async (username: string, query = ''): Promise<Desk> =>
  (await (await town.as(username)).get(`/api/v1/desk${query}`)).body as Desk;

const figuresOf = (desk: Desk): Figure[] => [
  desk.stock,
  desk.openedThisMonth,
  desk.closedThisMonth,
  desk.overdue,
  desk.cameBack,
  ...[desk.byStatus, desk.byUnit, desk.byType, desk.byGrade].flat(),
  ...desk.byMonth.flatMap(({ opened, closed }) => [opened, closed]),
  ...desk.coming.map(({ due, list }) => ({ count: due, list })),
];

const everybody = ['ofc', 'l1', 'ldc', 'au', 'vgm', 'vgg', 'ru', 'ens', 'ow', 'rp', 'ds1', 'other-ofc', 'of-nowhere'];

/** Somebody of the whole town and somebody of a unit, each with less than he sees. */
const narrowed = ['ofc', 'vgm'].flatMap((who) => [
  [who, '?townId=drill-town'],
  [who, '?unitId=drill-town-meiqiao'],
]);

describe("a leader's desk", () => {
  it.each([...everybody.map((who) => [who, '']), ...narrowed])(
    'shows %s%s numbers each of which is that of the list it opens',
    async (who = '', query = '') => {
      const person = await town.as(who);
      for (const { count, list } of figuresOf(await deskFor(who, query))) {
        expect(list).toMatch(/^\/cases\?/);
        const counted = await person.get(`/api/v1${list.replace('/cases', '/cases/counts')}`);
        expect([list, counted.status, (counted.body as { total: number }).total]).toEqual([list, 200, count]);
      }
    },
    60_000,
  );

  it('counts what is open and what came back, by status, unit, type, grade and month', async () => {
    const desk = await deskFor('ofc');
    expect([desk.stock, desk.cameBack, desk.overdue].map(({ count }) => count)).toEqual([5, 1, 1]);
    const some = (figures: Figure[]) => figures.filter(({ count }) => count > 0);
    expect(some(desk.byStatus)).toMatchObject([
      { status: 'lead', count: 1 },
      { status: 'graded', count: 1 },
      { status: 'assigned', count: 3 },
      { status: 'watching', count: 1 },
    ]);
    expect(desk.byUnit).toMatchObject([{ unitId: 'drill-town-meiqiao', count: 3 }]);
    expect(desk.rest).toEqual({ withoutUnit: 2, withoutGrade: 1, notTold: 0 });
    expect(desk.names['drill-town-meiqiao']).toBe('梅桥村');
    expect(desk.byGrade).toMatchObject([
      { grade: 'general', count: 4 },
      { grade: 'major', count: 0 },
    ]);
    expect(desk.labels['grade']).toMatchObject({ general: '一般隐患' });
    expect(desk.byMonth.map(({ month }) => month)).toEqual([
      ...['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12'],
      ...['2026-01', '2026-02', '2026-03'],
    ]);
    const months = new Map(desk.byMonth.map(({ month, opened, closed }) => [month, [opened.count, closed.count]]));
    expect([...months].filter(([, [opened = 0, closed = 0]]) => opened + closed > 0)).toEqual([
      ['2025-04', [1, 0]],
      ['2025-12', [1, 0]],
      ['2026-01', [1, 0]],
      ['2026-02', [0, 1]],
      ['2026-03', [3, 0]],
    ]);
    expect([desk.openedThisMonth.count, desk.closedThisMonth.count]).toEqual([3, 0]);
  });

  it.each(everybody)('shows %s breakdowns each of which sums up to the stock', async (who) => {
    const { stock, byStatus, byUnit, byType, byGrade, rest } = await deskFor(who);
    const sum = (figures: Figure[]) => figures.reduce((total, { count }) => total + count, 0);
    expect({
      status: sum(byStatus.filter(({ isInStock }) => isInStock)),
      unit: sum(byUnit) + rest.withoutUnit + rest.notTold,
      type: sum(byType),
      grade: sum(byGrade) + rest.withoutGrade + rest.notTold,
    }).toEqual({ status: stock.count, unit: stock.count, type: stock.count, grade: stock.count });
  });

  it('shows today and the ten working days from today on with what is due on each, weekends between them', async () => {
    const { coming } = await deskFor('ofc');
    expect([coming[0]?.day, coming.at(-1)?.day]).toEqual(['2026-03-04', '2026-03-17']);
    expect(coming.filter(({ isWorkday }) => isWorkday)).toHaveLength(10);
    expect(coming.filter(({ isWorkday }) => !isWorkday).map(({ day }) => day)).toEqual([
      ...['2026-03-07', '2026-03-08', '2026-03-14', '2026-03-15'],
    ]);
    const due = new Map(coming.map((one) => [one.day, one.due]));
    // What is due at the midnight that ends a day is due on that day; what is late since this morning was due today.
    expect([due.get('2026-03-04'), due.get('2026-03-05'), due.get('2026-03-09')]).toEqual([2, 1, 1]);
  });

  it('tells who only reported the state and nothing else, and another town nothing', async () => {
    const own = await deskFor('rp');
    expect([own.stock.count, own.byUnit, own.overdue.count]).toEqual([1, [], 0]);
    expect(own.rest).toEqual({ withoutUnit: 0, withoutGrade: 0, notTold: 1 });
    expect((await deskFor('other-ofc')).stock.count).toBe(0);
  });

  it('is refused what is no query of it', async () => {
    const person = await town.as('ofc');
    for (const query of ['?status=lead', '?townId=', '?unitId=%00'])
      expect([query, (await person.get(`/api/v1/desk${query}`)).status]).toEqual([query, 422]);
  });
});
