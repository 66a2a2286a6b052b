import type { Role } from '../../domain/people/roles';
import { photo } from '../../scripts/demo/photo';
import { hire, OFFICE } from '../support/staff';
import { openTown, type TestPerson, type TestTown } from '../support/open-town';

/** Somebody who loses his account after he was asked for his right and before the write begins. */
const losingAccount = async (town: TestTown, username: string, role: Role = 'SA'): Promise<TestPerson> => {
  const personId = await hire(town, username, [{ role, unitId: OFFICE }]);
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

describe('the right to upload', () => {
  let town: TestTown;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());

  it('counts when the upload is recorded, not when it was asked for', async () => {
    const person = await losingAccount(town, 'ofc-uploading', 'OFc');
    const reply = await person.upload(photo(7));
    expect([reply.status, reply.body.reason]).toEqual([403, 'not-your-task']);
    const rows: object[] = await town.database.sources.read.query('SELECT 1 FROM attachment WHERE uploaded_by = ?', [
      person.personId,
    ]);
    expect(rows).toEqual([]);
  });
});
