import request from 'supertest';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ seeded: false });
});
afterAll(async () => {
  await town.close();
});

describe('the rules of this product, to which a date refers', () => {
  it('are read by anybody under the address that the date names', async () => {
    const reply = await request(town.app).get('/api/rules/lifecycle').buffer();
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(reply.text).toContain('2.5');
  });

  it.each(['nothing', '..%2Fpackage.json', 'README'])('are no other files: %s', async (book) => {
    expect((await request(town.app).get(`/api/rules/${book}`)).status).toBe(404);
  });
});
