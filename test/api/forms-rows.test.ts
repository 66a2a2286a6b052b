import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the rows of a form', () => {
  it('offer their codes by name, as its fields do', async () => {
    const caseId = await reportCase(town);
    const reply = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/commands/file-plan/form`);
    expect(reply.status).toBe(200);
    const { measures } = (reply.body as { schema: { properties: Record<string, object> } }).schema.properties;
    expect(measures).toMatchObject({
      items: { properties: { kind: { oneOf: expect.arrayContaining([{ const: 'engineering', title: '工程措施' }]) } } },
    });
    expect(JSON.stringify(measures)).not.toContain('"enum"');
  });
});
