import { openTown, reportBody, type TestTown } from '../support/open-town';

let town: TestTown;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const forget = async (): Promise<void> => {
  await town.database.sources.write.query("UPDATE command SET at = '2020-01-01T00:00:00.000Z' WHERE at IS NOT NULL");
  const days = { outbox: 7, answers: 7, read: 180, unread: 730, delivered: 30, failed: 90 };
  await town.record.door.forgetPage(days, 500);
};

describe('an idempotency key whose answer is not kept any more', () => {
  it('is answered 410 with what to do, and the case is there once', async () => {
    const vgg = await town.as('vgg');
    const body = await reportBody(vgg);
    const first = await vgg.post('/api/v1/cases', body, { 'Idempotency-Key': 'an-old-key' });
    expect(first.status).toBe(201);
    await forget();
    const again = await vgg.post('/api/v1/cases', body, { 'Idempotency-Key': 'an-old-key' });
    expect([again.status, again.body.code]).toEqual([410, 'gone']);
    expect(again.body.detail).toContain('没有再次办理');
    expect(again.body.caseId).toBe(first.body.caseId);
    const list = await vgg.get('/api/v1/cases');
    expect(list.body.items).toHaveLength(1);
  });

  it('names no case where the request was refused', async () => {
    const vgg = await town.as('vgg');
    const body = await reportBody(vgg, { source: 'hotline-12345', externalId: '12345-1' });
    expect((await vgg.post('/api/v1/cases', body)).status).toBe(201);
    const refused = await vgg.post('/api/v1/cases', body, { 'Idempotency-Key': 'a-refused-key' });
    expect(refused.status).toBe(409);
    await forget();
    const again = await vgg.post('/api/v1/cases', body, { 'Idempotency-Key': 'a-refused-key' });
    expect([again.status, again.body.caseId, again.body.escalationId]).toEqual([410, undefined, undefined]);
    expect(again.body.detail).toContain('请查看相关记录');
  });
});
