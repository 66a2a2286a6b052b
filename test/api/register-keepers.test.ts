import { hire, VILLAGE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
let village: string;
beforeAll(async () => {
  town = await openTown();
  const made = await (
    await town.as('sa')
  ).post('/api/v1/units', { name: '邻村', kind: 'village', townId: 'drill-town' });
  village = String(made.body.unitId);
  await hire(town, 'next-vgg', [{ role: 'VGg', unitId: village }]);
  await hire(town, 'plain-ldc', [{ role: 'LDc', unitId: 'drill-town-chengyun' }]);
});
afterAll(() => town.close());

const make = async (by: string, kind: 'sites' | 'subjects', body: object) =>
  (await town.as(by)).post(`/api/v1/${kind}`, body);
const site = (more: object = {}): object => ({ name: '点位', type: '仓库', address: '白鹤镇', ...more });
const end = async (by: string, siteId: string) =>
  (await town.as(by)).post(`/api/v1/sites/${siteId}/end`, { to: '2099-12-31' });

describe('a subject that is a government unit', () => {
  const body = { name: '平安办的仓库', kind: 'public-body', unitId: 'drill-town-pingan', townId: 'drill-town' };

  it.each(['vgg', 'vgm', 'ru', 'plain-ldc', 'ldd', 'efo1', 'efh', 'st', 'ds1'])(
    'U-46 is not made by %s, who makes others',
    async (by) => {
      const reply = await make(by, 'subjects', body);
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([403, '/unitId']);
      expect(reply.body.whoCan).toEqual(['OFc', 'OFd', 'SA']);
      const other = { name: '小厂', kind: 'enterprise', townId: 'drill-town' };
      expect((await make(by, 'subjects', other)).status).toBe(201);
    },
  );

  it.each(['ofc', 'ofd', 'sa'])('is made by %s', async (by) => {
    expect((await make(by, 'subjects', body)).status).toBe(201);
  });

  it.each(['enterprise', 'individual', 'sole-trader', 'property-manager'])(
    'U-46 is none where it is a %s: that one has a village where it lies',
    async (kind) => {
      const as = (more: object) => make('ofc', 'subjects', { name: '某主体', kind, townId: 'drill-town', ...more });
      const reply = await as({ unitId: VILLAGE });
      expect([reply.status, reply.body.errors[0].code]).toEqual([422, 'not-a-public-body']);
      const placed = await as({ placeUnitId: VILLAGE });
      expect(placed.body).toMatchObject({ placeUnitId: VILLAGE });
      expect(placed.body.unitId).toBeUndefined();
      expect((await as({ placeUnitId: 'drill-town-pingan' })).body.errors[0].code).toBe('wrong-kind');
      expect((await as({ placeUnitId: 'other-town-meiqiao' })).body.errors[0].code).toBe('unknown');
    },
  );
});

describe('a site', () => {
  it('is made by a village only where it lies in it', async () => {
    for (const by of ['vgg', 'vgm'])
      for (const more of [{}, { villageUnitId: village }]) {
        const reply = await make(by, 'sites', site(more));
        expect([by, reply.status, reply.body.reason]).toEqual([by, 403, 'not-your-place']);
        expect(reply.body.errors[0].pointer).toBe('/villageUnitId');
      }
    for (const by of ['vgg', 'vgm'])
      expect((await make(by, 'sites', site({ villageUnitId: VILLAGE }))).status).toBe(201);
  });

  it('is ended by a village only where it lies in it, by a responsible unit only where it is its own', async () => {
    const { subjectId } = (
      await make('ofc', 'subjects', { name: '平安办', kind: 'public-body', unitId: 'drill-town-pingan' })
    ).body as { subjectId: string };
    const idOf = async (more: object): Promise<string> => String((await make('ofc', 'sites', site(more))).body.siteId);
    const sites = {
      ofVillage: await idOf({ villageUnitId: VILLAGE }),
      ofNext: await idOf({ villageUnitId: village }),
      nowhere: await idOf({}),
      owned: await idOf({ ownerSubjectId: subjectId, villageUnitId: village }),
      rented: await idOf({ tenantSubjectIds: [subjectId] }),
    };
    const may: [string, (keyof typeof sites)[]][] = [
      ['vgg', ['ofVillage']],
      ['vgm', ['ofVillage']],
      ['next-vgg', ['ofNext', 'owned']],
      ['ru', ['owned', 'rented']],
      ['plain-ldc', ['ofVillage', 'ofNext', 'nowhere', 'owned', 'rented']],
    ];
    for (const [by, own] of may)
      for (const [name, siteId] of Object.entries(sites)) {
        const reply = await end(by, siteId);
        expect([by, name, reply.status]).toEqual([by, name, own.some((one) => one === name) ? 200 : 403]);
      }
  });
});
