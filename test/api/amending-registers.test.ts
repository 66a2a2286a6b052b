import { merge, settled, site, subject, told, type Told } from '../support/merging';
import { assignCase, gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';
import { hire, VILLAGE } from '../support/staff';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const read = (path: string, by?: string): Promise<Told> => told(town, path, by);

const amend = async (path: string, body: object, by = 'ofc', version?: number) => {
  const seen = version ?? Number((await read(path)).version);
  return (await town.as(by)).post(
    `${path}/amend`,
    { reason: '登记有误', ...body },
    { 'If-Match': `"${String(seen)}"` },
  );
};

const shop = { name: '阿强五金店', kind: 'sole-trader' };

describe('amending a subject', () => {
  it('changes what the register says, by the version that was read, and writes down what it was', async () => {
    const path = `/api/v1/subjects/${await subject(town, shop)}`;
    const after = { name: '阿强五金商店', kind: 'enterprise', placeUnitId: VILLAGE };
    const amended = await amend(path, after);
    expect([amended.status, amended.body]).toMatchObject([200, { ...after, version: 2 }]);
    expect(await read(path)).toMatchObject(after);
    const stale = await amend(path, { ...after, name: '别的名字' }, 'ofc', 1);
    expect([stale.status, stale.body.version]).toEqual([412, 2]);
    const log = JSON.stringify(await read('/api/v1/audit?action=subject-amended&limit=200', 'sa'));
    expect(log).toContain('登记有误');
    expect(log).toContain('阿强五金店');
  });

  it('takes away what is left out, and refuses to change nothing', async () => {
    const path = `/api/v1/subjects/${await subject(town, { ...shop, placeUnitId: VILLAGE })}`;
    expect((await amend(path, shop)).body).not.toHaveProperty('placeUnitId');
    const again = await amend(path, shop);
    expect([again.status, again.body.errors[0].code]).toEqual([422, 'nothing-changed']);
  });

  it('is asked of by the same rules as a new one', async () => {
    const code = '91350100M000100Y43';
    await subject(town, { name: '有码的厂', creditCode: code });
    const path = `/api/v1/subjects/${await subject(town, { ...shop, placeUnitId: VILLAGE })}`;
    const pingan = { ...shop, kind: 'public-body', unitId: 'drill-town-pingan', placeUnitId: VILLAGE };
    const refused = [
      await amend(path, { ...shop, creditCode: code }),
      await amend(path, { ...shop, kind: 'public-body' }),
      await amend(path, { ...shop, familyContact: '女儿 13800000000' }),
      await amend(path, pingan, 'vgm'),
      await amend(path, { ...shop, name: '审计改的' }, 'au'),
    ];
    expect(refused.map(({ status, body }): unknown[] => [status, body.reason ?? body.errors[0].code])).toEqual([
      [409, 'credit-code-taken'],
      [422, 'required'],
      [422, 'not-protected'],
      [403, 'not-your-task'],
      [403, 'not-your-task'],
    ]);
    const body = 'drill-pingan';
    const office = await amend(`/api/v1/subjects/${body}`, { name: '平安办', kind: 'enterprise' }, 'vgm');
    expect(office.status).toBe(403);
  });

  it('makes no public body of one that something is open against', async () => {
    const subjectId = await subject(town, shop);
    await gradeCase(town, await reportCase(town), [subjectId]);
    const unit = { name: '阿强', kind: 'public-body', unitId: 'drill-town-pingan' };
    expect((await amend(`/api/v1/subjects/${subjectId}`, unit)).body.reason).toBe('still-held');
  });

  it('of a protected person is for who reads the name', async () => {
    const person = { name: '独居老人乙', kind: 'individual', placeUnitId: VILLAGE, protectedPerson: true };
    const path = `/api/v1/subjects/${await subject(town, person)}`;
    expect((await amend(path, { name: '不相干', kind: 'individual' }, 'efo1')).body.reason).toBe('not-your-place');
    expect((await read(path, 'efo1')).allowedActs).toEqual([]);
    const contact = { ...person, familyContact: '女儿 13800000000' };
    expect((await amend(path, contact, 'vgm')).status).toBe(200);
    const log = JSON.stringify(await read('/api/v1/audit?action=subject-amended&limit=200', 'sa'));
    expect(log).not.toContain('13800000000');
  });

  it('is refused of one that was merged', async () => {
    const [double, survivor] = [await subject(town), await subject(town, { name: '留下的' })];
    await merge(town, double, survivor);
    expect((await amend(`/api/v1/subjects/${double}`, shop)).body).toMatchObject({ reason: 'is-merged' });
  });
});

describe('what is open of a subject that was amended', () => {
  it('names it as it is called now, once, and is read by the village where it lies now', async () => {
    const subjectId = await subject(town, { ...shop, name: '写错的名字' });
    const made = await (
      await town.as('ofd')
    ).post('/api/v1/units', {
      ...{ name: '别的村', kind: 'village', townId: 'drill-town' },
    });
    const elsewhere = String(made.body.unitId);
    await hire(town, 'of-elsewhere', [{ role: 'VGm', unitId: elsewhere }]);
    const caseId = await reportCase(town);
    await gradeCase(town, caseId, [subjectId]);
    const readsIt = async (): Promise<number> =>
      (await (await town.as('of-elsewhere')).get(`/api/v1/cases/${caseId}`)).status;
    expect(await readsIt()).not.toBe(200);
    await amend(`/api/v1/subjects/${subjectId}`, { ...shop, name: '写对的名字', placeUnitId: elsewhere });
    await settled(town);
    await settled(town);
    expect((await read(`/api/v1/cases/${caseId}`)).subjects).toMatchObject([{ subjectId, name: '写对的名字' }]);
    const events = (await read(`/api/v1/cases/${caseId}/events?limit=200`)).items as { type: string }[];
    expect(events.filter(({ type }) => type === 'subject-amended')).toHaveLength(1);
    expect(await readsIt()).toBe(200);
  });

  it('hides the name of a person who has come under protection', async () => {
    const person = { name: '独居老人丙', kind: 'individual', placeUnitId: VILLAGE };
    const subjectId = await subject(town, person);
    const caseId = await reportCase(town);
    await gradeCase(town, caseId, [subjectId]);
    await amend(`/api/v1/subjects/${subjectId}`, { ...person, protectedPerson: true });
    await settled(town);
    expect((await read(`/api/v1/cases/${caseId}`, 'efo1')).subjects).toMatchObject([{ name: '特殊保护人员' }]);
  });

  it('leaves alone what nothing was amended of', async () => {
    const caseId = await reportCase(town);
    await assignCase(town, caseId);
    await amend('/api/v1/subjects/drill-landlord', { name: '新名字的资产公司', kind: 'enterprise' });
    await settled(town);
    const events = (await read(`/api/v1/cases/${caseId}/events?limit=200`)).items as { type: string }[];
    expect(events.map(({ type }) => type)).not.toContain('subject-amended');
  });
});

describe('amending a site', () => {
  it('changes where and whose it is, by the version that was read', async () => {
    const siteId = await site(town, { villageUnitId: VILLAGE });
    const path = `/api/v1/sites/${siteId}`;
    const after = {
      name: '改名的点位',
      type: '仓库',
      address: '白鹤镇另一路 5 号',
      tenantSubjectIds: ['drill-company'],
    };
    expect((await amend(path, after)).body).toMatchObject({ ...after, version: 2 });
    expect(await read(path)).toMatchObject(after);
    expect(await read(path)).not.toHaveProperty('villageUnitId');
    expect((await amend(path, { ...after, name: '又一个' }, 'ofc', 1)).status).toBe(412);
    expect((await amend(path, { ...after, ownerSubjectId: 'nobody' })).body.errors[0].pointer).toBe('/ownerSubjectId');
  });

  it('is for a village in its own alone, before and after', async () => {
    const own = await site(town, { villageUnitId: VILLAGE });
    const other = await site(town);
    const body = { name: '村里改的', type: '厂房', address: '白鹤镇村路 1 号', villageUnitId: VILLAGE };
    const done = [
      await amend(`/api/v1/sites/${other}`, body, 'vgm'),
      await amend(`/api/v1/sites/${own}`, { ...body, villageUnitId: undefined }, 'vgm'),
      await amend(`/api/v1/sites/${own}`, body, 'vgm'),
    ];
    expect(done.map(({ status }) => status)).toEqual([403, 403, 200]);
    expect([
      (await read(`/api/v1/sites/${own}`, 'vgm')).allowedActs,
      (await read(`/api/v1/sites/${other}`, 'vgm')).allowedActs,
    ]).toEqual([['amend', 'end'], []]);
  });
});
