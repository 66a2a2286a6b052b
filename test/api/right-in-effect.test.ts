import { hire, OFFICE } from '../support/staff';
import { openTown, type TestPerson, type TestTown } from '../support/town';

/** An administrator who loses his account after he was asked for his right and before the write begins. */
const losingAccount = async (town: TestTown, username: string): Promise<TestPerson> => {
  const personId = await hire(town, username, [{ role: 'SA', unitId: OFFICE }]);
  const person = await town.as(username);
  const { door } = town.deps;
  const administer = door.administer.bind(door);
  const office = await town.as('sa');
  jest.spyOn(door, 'administer').mockImplementationOnce(async (request) => {
    const disabled = await office.post(`/api/v1/people/${personId}/disable`);
    expect(disabled.status).toBe(201);
    return administer(request);
  });
  return person;
};

describe('the right to manage webhooks', () => {
  const url = 'https://example.com/hook';
  let town: TestTown;
  let webhookId: string;
  beforeAll(async () => {
    town = await openTown();
    const made = await (await town.as('sa')).post('/api/v1/webhooks', { url, townId: 'drill-town' });
    webhookId = String(made.body.webhookId);
  });
  afterAll(() => town.close());

  const addresses = async (): Promise<string[]> => {
    const { items } = (await (await town.as('sa')).get('/api/v1/webhooks')).body as {
      items: { webhookId: string; active: boolean }[];
    };
    return items.map((one) => `${one.webhookId} ${one.active}`);
  };

  it('counts when an address is made, not when it was asked for', async () => {
    const reply = await (
      await losingAccount(town, 'sa-making')
    ).post('/api/v1/webhooks', { url, townId: 'drill-town' });
    expect([reply.status, reply.body.reason, reply.body.whoCan]).toEqual([403, 'not-your-task', ['SA']]);
    expect(await addresses()).toEqual([`${webhookId} true`]);
  });

  it('counts when an address is deleted, not when it was asked for', async () => {
    const reply = await (await losingAccount(town, 'sa-deleting')).delete(`/api/v1/webhooks/${webhookId}`);
    expect([reply.status, reply.body.reason, reply.body.whoCan]).toEqual([403, 'not-your-task', ['SA']]);
    expect(await addresses()).toEqual([`${webhookId} true`]);
  });
});
