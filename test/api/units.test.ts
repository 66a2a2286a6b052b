import { hire } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

let n = 0;
const make = async (by: string, body: object) =>
  (await town.as(by)).post('/api/v1/units', { name: `新单位${(n += 1)}`, ...body });
const end = async (by: string, unitId: string, to = '2099-12-31') =>
  (await town.as(by)).post(`/api/v1/units/${unitId}/end`, { to });
const newTown = (townId: string, more: object = {}): object => ({ townId, name: townId, packId: 'drill', ...more });

describe('units', () => {
  it.each([
    [{ kind: 'town' }, '/kind'],
    [{ kind: 'department', slug: 'xinbu' }, '/slug'],
    [{ kind: 'department', issuerCode: '新部' }, '/issuerCode'],
    [{ kind: 'department', issuerCode: '白鹤城运' }, '/issuerCode'],
    [{ kind: 'enforcement' }, '/kind'],
    [{ kind: 'station' }, '/kind'],
    [{ kind: 'department', domains: ['fire'] }, '/domains'],
    [{ kind: 'village', orderBasis: '《中华人民共和国消防法》第五十三条' }, '/orderBasis'],
  ])('U-9 are not made by the office where the administrator alone may: %j', async (body, pointer) => {
    const reply = await make('ofd', body);
    expect([reply.status, reply.body.code, reply.body.errors[0].pointer]).toEqual([403, 'forbidden', pointer]);
    expect((await make('ofc', body)).status).toBe(403);
  });

  it('U-9 of the district are the administrator’s, belong to no town, and are seen by every town', async () => {
    for (const kind of ['district', 'district-department'])
      expect([kind, (await make('ofd', { kind })).status]).toEqual([kind, 403]);
    const inTown = await make('sa', { kind: 'district-department', townId: 'drill-town' });
    expect([inTown.status, inTown.body.errors[0].pointer]).toEqual([422, '/townId']);
    const made = await make('sa', { kind: 'district-department', slug: 'qu-anwei', parentId: 'district' });
    expect([made.status, made.body.unitId, made.body.townId]).toEqual([201, 'district-qu-anwei', null]);
    for (const username of ['ofc', 'other-ofc']) {
      const { body } = await (await town.as(username)).get('/api/v1/units?q=qu-anwei');
      expect(body.items).toHaveLength(1);
    }
    const directory = await town.record.door.directoryOf('drill-town');
    expect(directory.units['district-qu-anwei']).toBeDefined();
    expect((await end('ofd', 'district-qu-anwei')).status).toBe(403);
    expect((await end('ofd', 'drill-town-zhengfu')).status).toBe(403);
    expect((await end('sa', 'district-qu-anwei')).status).toBe(200);
  });

  it('with legal power are the administrator’s to make and to end', async () => {
    for (const slug of ['zhifa', 'paichusuo', 'shichangsuo', 'guibao'])
      expect([slug, (await end('ofd', `drill-town-${slug}`)).status]).toEqual([slug, 403]);
    const powers = { kind: 'station', townId: 'drill-town', domains: ['gas'], orderBasis: '《条例》第三条' };
    expect((await make('sa', { ...powers, name: '燃气所' })).status).toBe(201);
    const plain = await make('ofd', { kind: 'department', domains: [], name: '无权的部门' });
    expect(plain.status).toBe(201);
  });

  it('are made by the office without a short name, and their end only moves forward', async () => {
    const made = await make('ofd', { kind: 'village', name: '新村' });
    expect(made.status).toBe(201);
    const unitId = String(made.body.unitId);
    expect((await end('ofd', unitId, '2099-12-30')).status).toBe(200);
    const longer = await end('ofd', unitId, '2099-12-31');
    expect([longer.status, longer.body.reason]).toEqual([409, 'only-shortens']);
    expect((await end('ofd', unitId, '2020-01-01')).body.reason).toBe('before-start');
  });

  it('U-9 have an issuer code that no other unit has, however many ask at once', async () => {
    const taken = await make('sa', { kind: 'department', townId: 'other-town', issuerCode: '白鹤城运' });
    expect([taken.status, taken.body.errors[0].pointer]).toEqual([409, '/issuerCode']);
    const replies = await Promise.all(
      [1, 2, 3].map((n) =>
        make('sa', { kind: 'department', townId: 'drill-town', name: `部${n}`, issuerCode: '新代字' }),
      ),
    );
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 409, 409]);
    const sa = await town.as('sa');
    const again = await sa.post('/api/v1/towns', newTown('code-town', { issuerCode: '新代字' }));
    expect([again.status, again.body.reason]).toEqual([409, 'issuer-code-taken']);
  });

  it('U-9 have ids that no later town’s units meet, in either direction', async () => {
    const sa = await town.as('sa');
    const first = await make('sa', { kind: 'department', townId: 'drill-town', slug: 'east-zhengfu' });
    expect(first.body.unitId).toBe('drill-town-east-zhengfu');
    const met = await sa.post('/api/v1/towns', newTown('drill-town-east'));
    expect([met.status, met.body.reason, met.body.errors[0].pointer]).toEqual([409, 'unit-id-taken', '/townId']);
    expect((await sa.post('/api/v1/towns', newTown('drill-town-west'))).status).toBe(201);
    const back = await make('sa', { kind: 'department', townId: 'drill-town', slug: 'west-zhengfu' });
    expect([back.status, back.body.errors[0].pointer]).toEqual([409, '/slug']);
    for (const townId of ['district', 'district-qu'])
      expect([townId, (await sa.post('/api/v1/towns', newTown(townId))).status]).toEqual([townId, 422]);
  });

  it('U-9 have no parent in another town', async () => {
    const reply = await make('ofd', { kind: 'department', parentId: 'other-town-zhengfu' });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/parentId']);
  });
});

describe('towns', () => {
  it('are not made twice, nor with a user name that is taken, nor by who has lost the right', async () => {
    const sa = await town.as('sa');
    const head = { name: '主任', username: 'ofd', password: 'long-enough-4' };
    const taken = await sa.post('/api/v1/towns', newTown('taken-town', { officeHead: head }));
    expect([taken.status, taken.body.code]).toEqual([409, 'conflict']);
    const replies = await Promise.all([1, 2].map(() => sa.post('/api/v1/towns', newTown('twice-town'))));
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 409]);
  });
});

describe('registers', () => {
  const site = (more: object): object => ({ name: '点位', type: '仓库', address: '白鹤镇', ...more });

  it('U-9 name no unit or subject of another town', async () => {
    await hire(town, 'other-ldc', [{ role: 'LDc', unitId: 'other-town-chengyun' }], 'other-town');
    const foreign = await (
      await town.as('other-ldc')
    ).post('/api/v1/subjects', { name: '邻镇企业', kind: 'enterprise' });
    expect(foreign.status).toBe(201);
    const { subjectId } = foreign.body;
    const ldc = await town.as('ldc');
    const sites: [object, string][] = [
      [{ villageUnitId: 'other-town-meiqiao' }, '/villageUnitId'],
      [{ villageUnitId: 'nowhere' }, '/villageUnitId'],
      [{ villageUnitId: 'drill-town-chengyun' }, '/villageUnitId'],
      [{ ownerSubjectId: subjectId }, '/ownerSubjectId'],
      [{ tenantSubjectIds: ['drill-company', subjectId] }, '/tenantSubjectIds'],
    ];
    for (const [more, pointer] of sites) {
      const reply = await ldc.post('/api/v1/sites', site(more));
      expect([pointer, reply.status, reply.body.errors[0]?.pointer]).toEqual([pointer, 422, pointer]);
    }
    for (const unitId of ['other-town-pingan', 'nowhere']) {
      const reply = await ldc.post('/api/v1/subjects', { name: '站', kind: 'public-body', unitId });
      expect([unitId, reply.status, reply.body.errors[0]?.pointer]).toEqual([unitId, 422, '/unitId']);
    }
    expect((await ldc.post('/api/v1/sites', site({ villageUnitId: 'drill-town-meiqiao' }))).status).toBe(201);
    expect(
      (await ldc.post('/api/v1/subjects', { name: '站', kind: 'public-body', unitId: 'drill-town-pingan' })).status,
    ).toBe(201);
  });

  it('are kept in a town by a post of that town, not by one of another', async () => {
    await hire(town, 'two-towns', [
      { role: 'LDc', unitId: 'other-town-chengyun' },
      { role: 'EX', unitId: 'drill-town-zhengfu' },
    ]);
    const person = await town.as('two-towns');
    expect((await person.post('/api/v1/sites', site({ townId: 'other-town' }))).status).toBe(201);
    expect((await person.post('/api/v1/sites', site({ townId: 'drill-town' }))).status).toBe(403);
    const subject = { name: '企业', kind: 'enterprise', townId: 'drill-town' };
    expect((await person.post('/api/v1/subjects', subject)).status).toBe(403);
  });

  it('end a site earlier, never later', async () => {
    const ldc = await town.as('ldc');
    const { siteId } = (await ldc.post('/api/v1/sites', site({}))).body;
    const path = `/api/v1/sites/${String(siteId)}/end`;
    expect((await ldc.post(path, { to: '2098-12-31' })).status).toBe(200);
    expect((await ldc.post(path, { to: '2099-12-31' })).status).toBe(409);
    expect((await ldc.post(path, { to: '2097-12-31' })).status).toBe(200);
  });
});
