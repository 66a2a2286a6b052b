import { assignCase, openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';

let now = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let caseId: string;

/** Assigned in the afternoon of a Wednesday: the unit has to accept within a working day. */
beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025', now: () => now });
  caseId = await reportCase(town, 'rp', { title: '充电棚无灭火器', foundAt: '2026-03-04T01:00:00.000Z' });
  await assignCase(town, caseId);
});
afterAll(() => town.close());

interface Step {
  act: string;
  dueAt: string;
  dueOn: string;
  clock: string;
  addressee: string;
}
interface List {
  items: { caseId: string; nextStep?: Step | null }[];
  names: Record<string, string>;
  labels: Record<string, Record<string, string>>;
}

const listOf = async (person: TestPerson, path: string): Promise<List> => (await person.get(path)).body as List;

const stepIn = ({ items }: List): Step | null | undefined => items.find((item) => item.caseId === caseId)?.nextStep;

/** As the ledger of the case has it. */
const armedStep = async (): Promise<object | undefined> => {
  const { body } = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/deadlines`);
  const { items } = body as { items: (Step & { level: number; state: string })[] };
  const [first] = items
    .filter(({ level, state, dueAt }) => level !== 0 && state === 'armed' && dueAt > now)
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  if (first === undefined) return undefined;
  const { act, dueAt, dueOn, clock, addressee } = first;
  return { act, dueAt, dueOn, clock, addressee };
};

/** The statements that a reading asks the database for. */
const askedFor = async (reading: () => Promise<unknown>): Promise<string[]> => {
  const said = jest.spyOn(town.deps.db.logger, 'logQuery');
  await reading();
  const asked = said.mock.calls.map(([sql]) => sql);
  said.mockRestore();
  return asked;
};

describe('what the clocks of a case do next, in a list', () => {
  it('is its earliest step ahead, the same in every list, with the names of act and addressee', async () => {
    const ofc = await town.as('ofc');
    const expected = await armedStep();
    expect(expected).toMatchObject({ clock: 'accept', addressee: 'unit:drill-town-meiqiao' });
    for (const path of ['/api/v1/cases', '/api/v1/worklist', '/api/v1/subjects/drill-company/history']) {
      const list = await listOf(ofc, path);
      const step = stepIn(list);
      expect([path, step]).toEqual([path, expected]);
      expect(list.names['drill-town-meiqiao']).toBe('梅桥村');
      expect(Object.keys(list.labels['rung-act'] ?? {})).toContain(step?.act);
    }
  });

  it('becomes the next one when one has fired', async () => {
    const before = stepIn(await listOf(await town.as('ofc'), '/api/v1/cases'));
    now = new Date(Date.parse(before?.dueAt ?? '') + 1000).toISOString();
    await town.record.door.settlePage(50);
    const after = stepIn(await listOf(await town.as('ofc'), '/api/v1/cases'));
    expect(after).toEqual(await armedStep());
    expect((after?.dueAt ?? '') > (before?.dueAt ?? '')).toBe(true);
  });

  it('is not what is late in firing, but what is still ahead', async () => {
    const before = stepIn(await listOf(await town.as('ofc'), '/api/v1/cases'));
    now = new Date(Date.parse(before?.dueAt ?? '') + 1000).toISOString();
    const after = stepIn(await listOf(await town.as('ofc'), '/api/v1/cases'));
    expect(after).toEqual(await armedStep());
    expect(after).not.toEqual(before);
  });

  it('stands in the table of the list, in words', async () => {
    const ofc = await town.as('ofc');
    const columns = 'nextStep.act,nextStep.dueOn,nextStep.addressee';
    const { text } = await ofc.get(`/api/v1/cases?format=csv&columns=${columns}`);
    const list = await listOf(ofc, '/api/v1/cases');
    const step = stepIn(list);
    const [header, row] = text.slice(1).split('\r\n');
    expect(header).toContain('下一步措施：');
    expect(row).toBe(`${list.labels['rung-act']?.[step?.act ?? ''] ?? ''},${step?.dueOn ?? ''},梅桥村`);
  });

  it('is not shown to who only reported it, nor to the side that rectifies', async () => {
    for (const username of ['rp', 'ens']) {
      const list = await listOf(await town.as(username), '/api/v1/cases');
      expect([username, list.items.map((item) => [item.caseId, 'nextStep' in item])]).toEqual([
        username,
        [[caseId, false]],
      ]);
    }
  });

  it('costs a list one statement, however many cases it has', async () => {
    const ofc = await town.as('ofc');
    for (let n = 0; n < 3; n += 1) await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
    const asked = await askedFor(() => listOf(ofc, '/api/v1/cases'));
    expect(asked.filter((sql) => /[`"]deadline[`"]/.test(sql))).toHaveLength(1);
    expect((await listOf(ofc, '/api/v1/cases')).items.length).toBeGreaterThan(3);
  });
});
