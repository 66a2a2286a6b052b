import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
  await gradeCase(town, caseId);
});
afterAll(async () => {
  await town.close();
});

interface Due {
  clock: string;
  dueAt: string;
  dueOn: string;
}

const read = async (path: string): Promise<unknown> => (await (await town.as('ofc')).get(path)).body;
const ofCase = async (): Promise<Due> => {
  const { nextDue } = (await read(`/api/v1/cases/${caseId}`)) as { nextDue: Due };
  return { clock: nextDue.clock, dueAt: nextDue.dueAt, dueOn: nextDue.dueOn };
};
const inList = async (path: string): Promise<unknown> => {
  const { items } = (await read(path)) as { items: { caseId: string; nextDue: Due }[] };
  return items.find((item) => item.caseId === caseId)?.nextDue;
};

describe('U-49 the civil day of a date', () => {
  it('stands in the rows of lists as it does in the case', async () => {
    const due = await ofCase();
    for (const path of ['/api/v1/cases', '/api/v1/worklist', '/api/v1/subjects/drill-company/history'])
      expect([path, await inList(path)]).toEqual([path, expect.objectContaining(due)]);
  });

  it('is the last day on which it is in time, where that ends at midnight', async () => {
    const { write } = town.database.sources;
    await write.query("UPDATE case_row SET next_due_at = '2026-11-30T16:00:00.000Z' WHERE case_id = ?", [caseId]);
    expect(await inList('/api/v1/cases')).toMatchObject({ dueAt: '2026-11-30T16:00:00.000Z', dueOn: '2026-11-30' });
  });
});
