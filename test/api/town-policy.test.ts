import { addDays, civilDateOf } from '../../domain/clock/civil';
import { fromMs } from '../../domain/clock/instant';
import { hire, GOVERNMENT } from '../support/staff';
import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const today = civilDateOf(fromMs(Date.now()));
const path = '/api/v1/towns/drill-town/policy';
const move = (more: object = {}) => ({
  packId: 'drill',
  version: '1.0.0',
  effectiveOn: today,
  reason: '按镇分管领导要求',
  ...more,
});
const propose = async (by: string, more: object = {}) => (await town.as(by)).post(path, move(more));
const decide = async (by: string, moveId: string, decision: 'approve' | 'reject' = 'approve') =>
  (await town.as(by)).post(`${path}/${moveId}/decide`, { decision, opinion: '同意' });
const versionOf = async (caseId: string) =>
  ((await (await town.as('ofc')).get(`/api/v1/cases/${caseId}`)).body as { policy: { version: string } }).policy
    .version;

describe('U-47: a town moves to a version of its pack', () => {
  it('by the office, which proposes it, and the leader in charge, who approves it, for new cases alone', async () => {
    const before = await reportCase(town);
    expect(await versionOf(before)).toBe('1.2.0');
    const asked = await propose('ofc');
    expect([asked.status, asked.body.status]).toEqual([201, 'proposed']);
    expect(await versionOf(await reportCase(town))).toBe('1.2.0');
    const approved = await decide('l2', String(asked.body.moveId));
    expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
    expect(await versionOf(await reportCase(town))).toBe('1.0.0');
    expect(await versionOf(before)).toBe('1.2.0');
    const { body } = await (await town.as('vgg')).get(path);
    expect(body).toMatchObject({
      current: { packId: 'drill', version: '1.0.0' },
      setUp: { packId: 'drill', version: '1.2.0' },
      moves: [{ version: '1.0.0', effectiveOn: today, status: 'approved', reason: '按镇分管领导要求' }],
    });
    const listed = (await (await town.as('ofc')).get('/api/v1/towns')).body.items;
    expect(listed).toMatchObject([{ townId: 'drill-town', packVersion: '1.0.0' }]);
  });

  it('is written into the audit log of the town, with who, which version and from when', async () => {
    const { body } = await (await town.as('au')).get('/api/v1/audit?limit=200');
    const rows = (body as { items: { action: string; data: object }[] }).items;
    expect(rows).toContainEqual(
      expect.objectContaining({
        action: 'town-policy-approved',
        data: expect.objectContaining({ version: '1.0.0', effectiveOn: today }),
      }),
    );
  });

  it('takes effect on its day and not before', async () => {
    const effectiveOn = addDays(today, 1);
    const asked = await propose('ofd', { version: '1.2.0', effectiveOn });
    expect((await decide('l2', String(asked.body.moveId))).status).toBe(200);
    expect(await versionOf(await reportCase(town))).toBe('1.0.0');
  });

  it('is proposed by nobody else, not even the administrator, and decided by nobody but the leader in charge', async () => {
    for (const by of ['sa', 'l1', 'l2', 'ldd', 'vgm'])
      expect((await propose(by, { version: '1.2.0' })).status).toBe(403);
    const asked = await propose('ofc', { version: '1.2.0' });
    for (const by of ['ofc', 'ofd', 'sa', 'l1'])
      expect((await decide(by, String(asked.body.moveId))).body.whoCan).toEqual(['L2']);
    expect((await propose('ofd', { version: '1.2.0' })).body.reason).toBe('already-open');
    expect((await decide('l2', String(asked.body.moveId), 'reject')).body.status).toBe('rejected');
    expect((await decide('l2', String(asked.body.moveId))).body.reason).toBe('already-decided');
  });

  it('is not decided by who proposed it, whatever his posts', async () => {
    await hire(town, 'office-and-leader', [
      { role: 'OFc', unitId: 'drill-town-zhuanban' },
      { role: 'L2', unitId: GOVERNMENT },
    ]);
    const asked = await propose('office-and-leader', { version: '1.2.0' });
    const own = await decide('office-and-leader', String(asked.body.moveId));
    expect([own.status, own.body.reason]).toEqual([403, 'proposer-decides']);
    expect((await decide('l2', String(asked.body.moveId), 'reject')).status).toBe(200);
  });

  it.each([
    ['a version that is not loaded', { version: '9.9.9' }, 422, 'version-unknown'],
    ['another pack', { packId: 'baihe-2025', version: '1.2.0' }, 422, 'other-pack'],
    ['the version that is in use', { version: '1.0.0' }, 409, 'version-in-use'],
    ['a day that has passed', { version: '1.2.0', effectiveOn: addDays(today, -1) }, 422, 'date-past'],
    ['a day years ahead', { version: '1.2.0', effectiveOn: addDays(today, 800) }, 422, 'too-far-ahead'],
  ])('is refused for %s', async (_, more, status, reason) => {
    const reply = await propose('ofc', more);
    expect([reply.status, reply.body.reason]).toEqual([status, reason]);
  });

  it('is refused at the decision where its day has passed meanwhile', async () => {
    const asked = await propose('ofc', { version: '1.2.0' });
    await town.database.sources.write.query('UPDATE town_policy SET effective_on = ? WHERE move_id = ?', [
      addDays(today, -1),
      asked.body.moveId,
    ]);
    const reply = await decide('l2', String(asked.body.moveId));
    expect([reply.status, reply.body.reason]).toEqual([409, 'overtaken']);
    expect((await decide('l2', String(asked.body.moveId), 'reject')).status).toBe(200);
  });

  it('concerns no other town, and does not exist for its people', async () => {
    expect((await (await town.as('other-ofc')).get(path)).status).toBe(404);
    const { body } = await (await town.as('other-ofc')).get('/api/v1/towns/other-town/policy');
    expect(body).toMatchObject({ current: { version: '1.2.0' }, moves: [] });
  });
});

describe('the packs that are served', () => {
  it('say who is to lead and to answer for which type, in every loaded version', async () => {
    const ofc = await town.as('ofc');
    const { body } = await ofc.get('/api/v1/policies/drill?version=1.0.0');
    expect(body.version).toBe('1.0.0');
    expect(body.routing).toContainEqual(
      expect.objectContaining({
        id: 'plant',
        leads: ['chengyun'],
        responsible: ['touzi', 'cunju'],
        prose: expect.anything(),
      }),
    );
    expect((await ofc.get('/api/v1/policies/drill')).body.version).toBe('1.2.0');
    expect((await ofc.get('/api/v1/policies/drill?version=0.0.1')).status).toBe(404);
    const listed = (await ofc.get('/api/v1/policies')).body.items;
    expect(listed).toContainEqual(expect.objectContaining({ packId: 'drill', versions: ['1.0.0', '1.1.0', '1.2.0'] }));
  });
});
