import request from 'supertest';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';
import { VILLAGE } from '../support/staff';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

interface Message {
  notificationId: string;
  template: string;
  text: string;
  readAt: string | null;
  caseId?: string;
  title?: string;
}

const messages = async (username: string, query = ''): Promise<Message[]> => {
  const { body } = await (await town.as(username)).get(`/api/v1/notifications${query}`);
  return (body as { items: Message[] }).items;
};
const unread = async (username: string): Promise<number> => {
  const { body } = await (await town.as(username)).get('/api/v1/me');
  return (body as { unread: number }).unread;
};
const mark = async (username: string, notificationIds: string[]) =>
  (await town.as(username)).post('/api/v1/notifications/read', { notificationIds });

/** A case in the hands of the village; returns its id. */
const assignedCase = async (): Promise<string> => {
  const caseId = await reportCase(town);
  await gradeCase(town, caseId);
  const body = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: VILLAGE };
  const reply = await (await town.as('ofc')).command(caseId, 'assign', body);
  expect(reply.status).toBe(200);
  return caseId;
};

describe('the box of messages', () => {
  it('holds what somebody is told, once a fact, with what it is about', async () => {
    const caseId = await assignedCase();
    const [mine, ...others] = (await messages('vgm')).filter((message) => message.caseId === caseId);
    expect(others).toEqual([]);
    expect(mine).toMatchObject({
      template: 'assigned',
      text: '已交办给您所在的单位，请签收。',
      title: '电动自行车充电棚无消防设施',
      readAt: null,
    });
    expect((await messages('l1')).filter((message) => message.caseId === caseId)).toEqual([]);
  });

  it('counts what was not read, and marks what was, for good', async () => {
    const caseId = await assignedCase();
    const before = await unread('vgm');
    const [mine] = (await messages('vgm')).filter((message) => message.caseId === caseId);
    const id = mine?.notificationId ?? '';
    expect((await mark('vgm', [id])).body).toEqual({ unread: before - 1 });
    expect(await unread('vgm')).toBe(before - 1);
    const readAt = (await messages('vgm')).find(({ notificationId }) => notificationId === id)?.readAt;
    expect(readAt).not.toBeNull();
    await mark('vgm', [id]);
    expect((await messages('vgm')).find(({ notificationId }) => notificationId === id)?.readAt).toBe(readAt);
    expect((await messages('vgm', '?unread=true')).some(({ notificationId }) => notificationId === id)).toBe(false);
  });

  it('is nobody else’s: another cannot mark it, and an id that is not there is passed over', async () => {
    const caseId = await assignedCase();
    const [mine] = (await messages('vgm')).filter((message) => message.caseId === caseId);
    expect((await mark('ldc', [mine?.notificationId ?? '', 'no-such-message'])).status).toBe(200);
    expect(
      (await messages('vgm')).find(({ notificationId }) => notificationId === mine?.notificationId)?.readAt,
    ).toBeNull();
  });

  it('keeps the text alone of what its reader may no longer read', async () => {
    const caseId = await assignedCase();
    const [mine] = (await messages('vgm')).filter((message) => message.caseId === caseId);
    const body = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-pingan', reason: '属平安办职责' };
    expect((await (await town.as('ofc')).command(caseId, 'reassign', body)).status).toBe(200);
    const reads = (await (await town.as('vgm')).get(`/api/v1/cases/${caseId}`)).status === 200;
    const found = (await messages('vgm')).find(({ notificationId }) => notificationId === mine?.notificationId);
    expect(found?.text).toBe('已交办给您所在的单位，请签收。');
    expect(found?.caseId).toBe(reads ? caseId : undefined);
  });

  it('is paged, the newest first, and refuses what it does not know', async () => {
    await assignedCase();
    await assignedCase();
    const person = await town.as('vgm');
    const first = await person.get('/api/v1/notifications?limit=1');
    const second = await person.get(`/api/v1/notifications?limit=1&cursor=${String(first.body.nextCursor)}`);
    expect(first.body.items[0].createdAt >= second.body.items[0].createdAt).toBe(true);
    expect(first.body.items[0].notificationId).not.toBe(second.body.items[0].notificationId);
    expect((await person.get('/api/v1/notifications?unread=no')).status).toBe(422);
    expect((await person.post('/api/v1/notifications/read', {})).status).toBe(422);
    expect((await person.post('/api/v1/notifications/read', { notificationIds: ['a b'] })).status).toBe(422);
    expect((await request(town.app).get('/api/v1/notifications')).status).toBe(401);
  });
});
