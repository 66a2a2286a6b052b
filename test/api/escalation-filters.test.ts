import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

let now = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let caseId: string;
beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025', now: () => now });
  caseId = await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
  await assignCase(town, caseId);
});
afterAll(() => town.close());

interface Row {
  escalationId: string;
  nextDueAt: string | null;
}

const open = async (act: string, addressee: object): Promise<string> => {
  const body = { act, addressee, caseIds: [caseId], reason: '屡次逾期' };
  const opened = await (await town.as('ofc')).post('/api/v1/escalations', body);
  expect([opened.status, opened.status === 201 ? '' : opened.text]).toEqual([201, '']);
  return (opened.body as Row).escalationId;
};

const listOf = async (query: string): Promise<Row[]> => {
  const reply = await (await town.as('ofc')).get(`/api/v1/escalations?${query}`);
  expect([query, reply.status]).toEqual([query, 200]);
  return (reply.body as { items: Row[] }).items;
};

const idsOf = async (query: string): Promise<string[]> =>
  (await listOf(query)).map(({ escalationId }) => escalationId).toSorted();

describe('the list of escalations', () => {
  it('is narrowed by whom they speak to', async () => {
    const toUnit = await open('supervise', { unitId: 'drill-town-meiqiao' });
    const toSubject = await open('supervise', { subjectId: 'drill-company' });
    expect(await idsOf('unitId=drill-town-meiqiao')).toEqual([toUnit]);
    expect(await idsOf('subjectId=drill-company')).toEqual([toSubject]);
    expect(await idsOf('unitId=drill-town-meiqiao&act=interview')).toEqual([]);
    expect(await idsOf('unitId=drill-town-meiqiao&subjectId=drill-company')).toEqual([]);
  });

  it('is narrowed by when something is due in them, to the instant', async () => {
    const all = await listOf('limit=200');
    const due = all.flatMap(({ nextDueAt }) => nextDueAt ?? []).toSorted();
    const [first = ''] = due;
    expect(first > now).toBe(true);
    const expected = (until: string, after = ''): string[] =>
      all
        .filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= until && nextDueAt > after)
        .map(({ escalationId }) => escalationId)
        .toSorted();
    // An hour before the first, a second before it, at it, after it.
    const hour = 3_600_000;
    for (const away of [-hour, -1000, 0, 1000]) {
      now = new Date(Date.parse(first) + away).toISOString();
      expect([away, await idsOf('due=overdue')]).toEqual([away, expected(now)]);
      expect([away, await idsOf('due=three-days')]).toEqual([away, expected('2026-03-31T00:00:00.000Z', now)]);
    }
    expect(await idsOf('due=overdue')).not.toEqual([]);
    expect((await (await town.as('ofc')).get('/api/v1/escalations?due=soon')).status).toBe(422);
  });

  it('is the same as a table', async () => {
    const { text } = await (
      await town.as('ofc')
    ).get('/api/v1/escalations?due=overdue&format=csv&columns=escalationId');
    expect(text.trimEnd().split('\r\n').slice(1).toSorted()).toEqual(await idsOf('due=overdue'));
  });
});
