import { civilDateOf } from '../../domain/clock/civil';
import { fromMs } from '../../domain/clock/instant';
import { appointing, hire, OFFICE, PLACES, VILLAGE } from '../support/staff';
import { openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const { appoint, act, newcomer } = appointing(() => town);
const today = civilDateOf(fromMs(Date.now()));
const sql = (text: string, params: unknown[]): Promise<unknown> => town.database.sources.write.query(text, params);
let n = 0;

const makeUnit = async (by = 'ofd', kind = 'village'): Promise<string> => {
  const body = { name: `新单位${(n += 1)}`, kind, townId: 'drill-town' };
  const reply = await (await town.as(by)).post('/api/v1/units', body);
  expect(reply.status).toBe(201);
  return String(reply.body.unitId);
};
const end = async (by: string, unitId: string, to = today) =>
  (await town.as(by)).post(`/api/v1/units/${unitId}/end`, { to });
const keep = async (by: string, unitId: string) => (await town.as(by)).post(`/api/v1/units/${unitId}/withdraw-end`);

describe('a unit', () => {
  it('U-9 is never ended for days past, by nobody', async () => {
    const unitId = await makeUnit();
    await sql("UPDATE unit SET valid_from = '2025-01-01' WHERE unit_id = ?", [unitId]);
    for (const by of ['ofd', 'sa']) {
      const reply = await end(by, unitId, '2025-06-01');
      expect([by, reply.status, reply.body.reason]).toEqual([by, 409, 'already-over']);
    }
    expect((await end('ofd', unitId)).body.to).toBe(today);
  });

  it('U-2 that the town or its office stands on is not ended at all, with whatever date', async () => {
    for (const unitId of ['drill-town-zhengfu', 'other-town-zhengfu', 'district', OFFICE, 'other-town-zhuanban'])
      for (const to of [today, '2099-12-31']) {
        const reply = await end('sa', unitId, to);
        expect([unitId, reply.status, reply.body.reason]).toEqual([unitId, 409, 'unit-needed']);
      }
    expect((await end('ofd', OFFICE)).status).toBe(409);
  });

  it('is not ended while somebody has a post there that lasts longer, given or pending', async () => {
    const unitId = await makeUnit();
    const { postId } = (await appoint('ofd', await newcomer(), 'VGm', unitId)).body as { postId: string };
    const held = await end('ofd', unitId, '2099-12-31');
    expect([held.status, held.body.reason]).toEqual([409, 'unit-in-use']);
    expect(held.body.detail).toContain('1 个岗位');
    expect((await act('ofd', postId, 'end', { to: '2098-12-31' })).status).toBe(200);
    expect((await end('ofd', unitId, '2099-12-31')).status).toBe(200);
    const longer = await appoint('ofd', await newcomer(), 'VGm', unitId);
    expect([longer.status, longer.body.errors[0].code]).toEqual([422, 'outlives-unit']);
    expect((await appoint('ofd', await newcomer(), 'VGm', unitId, { to: '2099-12-31' })).status).toBe(201);

    const department = await makeUnit('sa', 'enforcement');
    expect((await appoint('sa', await newcomer(), 'EFh', department)).body.status).toBe('pending');
    expect((await end('sa', department)).body.reason).toBe('unit-in-use');
  });

  it('is not ended while cases, deadlines or talks are on it', async () => {
    const caseId = await reportCase(town);
    const unitId = await makeUnit();
    await sql('INSERT INTO case_unit (case_id, unit_id, role) VALUES (?, ?, ?)', [caseId, unitId, 'responsible']);
    expect((await end('ofd', unitId)).body.detail).toContain('1 件未办结的隐患');
    await sql('DELETE FROM case_unit WHERE unit_id = ?', [unitId]);
    const stream = `case:${caseId}`;
    await sql('UPDATE deadline SET addressee = ? WHERE stream_id = ?', [`unit:${unitId}`, stream]);
    expect((await end('ofd', unitId)).body.detail).toContain('未完成的时限');
  });

  it('whose end lies ahead is taken back by who may end it; one that has ended is not', async () => {
    const unitId = await makeUnit();
    expect((await keep('ofd', unitId)).body.reason).toBe('not-ending');
    expect((await end('ofd', unitId, '2099-12-31')).status).toBe(200);
    expect((await keep('ofc', unitId)).status).toBe(403);
    const kept = await keep('ofd', unitId);
    expect([kept.status, kept.body.to]).toEqual([200, undefined]);
    expect((await appoint('ofd', await newcomer(), 'VGg', unitId)).status).toBe(201);
    const other = await makeUnit();
    expect((await end('ofd', other)).status).toBe(200);
    expect((await keep('ofd', other)).status).toBe(200);
    await sql("UPDATE unit SET valid_to = '2025-02-01' WHERE unit_id = ?", [other]);
    expect((await keep('ofd', other)).body.reason).toBe('unit-ended');
    expect((await keep('ofd', 'drill-town-guibao')).status).toBe(403);
  });
});

describe('posts in a unit that has ended', () => {
  it('give no right: not to read, report, keep registers, appoint, confirm or act', async () => {
    const offices = { office: await makeUnit('ofd', 'office'), department: await makeUnit('ofd', 'department') };
    const ended = await hire(town, 'ended', [{ role: 'LDd', unitId: offices.department }]);
    await hire(town, 'ended-head', [{ role: 'OFd', unitId: offices.office }]);
    const [person, head] = [await town.as('ended'), await town.as('ended-head')];
    const caseId = await reportCase(town);
    expect((await person.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await person.get('/api/v1/me')).body.posts).toHaveLength(1);
    for (const unitId of Object.values(offices))
      await sql("UPDATE unit SET valid_from = '2025-01-01', valid_to = '2025-02-01' WHERE unit_id = ?", [unitId]);
    await hire(town, 'raises-the-version');

    expect((await person.get('/api/v1/me')).body).toMatchObject({ posts: [], townIds: [] });
    expect((await person.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
    expect((await person.get('/api/v1/cases')).body.items).toEqual([]);
    const verify = { method: 'documents', finding: '属实' };
    expect((await person.command(caseId, 'verify', verify, 1)).status).toBe(404);
    expect([403, 404, 422]).toContain((await person.post('/api/v1/cases', await bodyOfVgg())).status);
    const site = { name: '点', type: '仓库', address: '白鹤镇', townId: 'drill-town' };
    expect((await person.post('/api/v1/sites', site)).status).toBe(403);
    expect((await head.post('/api/v1/people', {})).status).toBe(403);
    expect((await appoint('ended-head', await newcomer(), 'VGg')).status).toBe(403);
    const directory = await town.record.door.directoryOf('drill-town');
    expect(directory.posts.find((post) => post.personId === ended)?.to).toBe('2025-02-01');
  });

  it('count for nobody as second person or last holder', async () => {
    const unitId = await makeUnit('ofd', 'office');
    await hire(town, 'far-head', [{ role: 'OFd', unitId }]);
    await sql("UPDATE unit SET valid_from = '2025-01-01', valid_to = '2025-02-01' WHERE unit_id = ?", [unitId]);
    for (const username of ['ofd2', 'ldc'])
      await sql("UPDATE post SET valid_to = '2025-02-01' WHERE role = 'OFd' AND person_id = ?", [
        town.people[username],
      ]);
    const reply = await (await town.as('sa')).post(`/api/v1/people/${town.people['ofd'] ?? ''}/disable`);
    expect([reply.status, reply.body.reason]).toEqual([409, 'last-holder']);
  });
});

const bodyOfVgg = async (): Promise<object> => reportBody(await town.as('vgg'));

describe('a post', () => {
  it('U-2 is never given for days past', async () => {
    for (const [by, role] of [
      ['ofd', 'VGg'],
      ['sa', 'L2'],
    ] as const) {
      const reply = await appoint(by, await newcomer(), role, undefined, { from: '2025-01-01' });
      expect([role, reply.status, reply.body.errors[0].pointer]).toEqual([role, 422, '/from']);
      expect(reply.body.errors[0].code).toBe('backdated');
    }
    expect((await appoint('ofd', await newcomer(), 'VGg', undefined, { from: today })).status).toBe(201);
  });

  it('U-2 is never ended for days past, and still on its first day', async () => {
    const personId = await hire(town, 'since-long', [{ role: 'VGg', unitId: VILLAGE }]);
    const [row] = await town.database.sources.read.query('SELECT post_id FROM post WHERE person_id = ?', [personId]);
    const past = await act('ofd', String(row.post_id), 'end', { to: '2025-06-01' });
    expect([past.status, past.body.reason]).toEqual([409, 'already-over']);
    expect((await act('ofd', String(row.post_id), 'end', { to: today })).status).toBe(200);
    const made = (await appoint('ofd', await newcomer(), 'VGg')).body as { postId: string };
    expect((await act('ofd', made.postId, 'end', { to: today })).body.to).toBe(today);
  });

  it.each(['VGg', 'ENs', 'L2'] as const)(
    'of %s is not given twice for the same days, nor by many at once',
    async (role) => {
      const personId = await newcomer();
      const by = role === 'L2' ? 'sa' : 'ofd';
      const replies = await Promise.all([1, 2, 3].map(() => appoint(by, personId, role)));
      expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 409, 409]);
      expect(replies.find((reply) => reply.status === 409)?.body.reason).toBe('already-held');
      const span = { from: '2098-01-01', to: '2099-01-01' };
      expect((await appoint(by, personId, role, PLACES[role], span)).body.reason).toBe('already-held');
    },
  );

  it('is given again from the day after it ends', async () => {
    const personId = await newcomer();
    expect((await appoint('ofd', personId, 'VGg', undefined, { to: '2098-01-01' })).status).toBe(201);
    expect((await appoint('ofd', personId, 'VGg', undefined, { from: '2098-01-01' })).status).toBe(409);
    expect((await appoint('ofd', personId, 'VGg', undefined, { from: '2098-01-02' })).status).toBe(201);
  });
});
