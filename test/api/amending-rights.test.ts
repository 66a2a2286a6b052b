import { settled, site, subject, told } from '../support/merging';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';
import { hire, VILLAGE } from '../support/staff';

const CODE = '91350100M000100Y43';

let town: TestTown;
/** Another village of the town, with the head `vem`. */
let elsewhere: string;
beforeAll(async () => {
  town = await openTown();
  const made = await (
    await town.as('ofd')
  ).post('/api/v1/units', {
    ...{ name: '东村', kind: 'village', townId: 'drill-town' },
  });
  elsewhere = String(made.body.unitId);
  await hire(town, 'vem', [{ role: 'VGm', unitId: elsewhere }]);
  await hire(town, 'social', [{ role: 'RU', unitId: 'drill-town-shegong' }]);
});
afterAll(() => town.close());

const amend = async (subjectId: string, body: object, by: string) => {
  const { version } = await told(town, `/api/v1/subjects/${subjectId}`, by);
  const headers = { 'If-Match': `"${String(version)}"` };
  return (await town.as(by)).post(`/api/v1/subjects/${subjectId}/amend`, { reason: '登记有误', ...body }, headers);
};
const make = async (path: string, body: object, by: string) => (await town.as(by)).post(path, body);
const refusal = ({ status, body }: { status: number; body: { reason?: string; errors?: { pointer: string }[] } }) => [
  status,
  body.reason,
  body.errors?.[0]?.pointer,
];

const shop = { name: '东村小店', kind: 'enterprise' };
const elder = { name: '独居老人丁', kind: 'individual' };

describe('a village keeps the subjects that lie in it', () => {
  it('and no others: to move one is to read its cases and to file for it', async () => {
    const subjectId = await subject(town, { ...shop, placeUnitId: elsewhere });
    const caseId = await reportCase(town, 'vem', { siteId: undefined, place: { address: '东村 1 号' } });
    await gradeCase(town, caseId, [subjectId]);
    expect(refusal(await amend(subjectId, { ...shop, placeUnitId: VILLAGE }, 'vgm'))).toEqual([
      ...[403, 'not-your-place', undefined],
    ]);
    await settled(town);
    expect((await (await town.as('vgm')).get(`/api/v1/cases/${caseId}`)).status).toBe(403);
    expect(await told(town, `/api/v1/subjects/${subjectId}`, 'vgm')).toMatchObject({ allowedActs: [] });
    expect(await told(town, `/api/v1/subjects/${subjectId}`, 'vem')).toMatchObject({ allowedActs: ['amend'] });
    expect((await amend(subjectId, { ...shop, name: '东村大店', placeUnitId: elsewhere }, 'vem')).status).toBe(200);
  });

  it('gives none of them away, takes in who lies nowhere yet and has a place there, and registers its own alone', async () => {
    const own = await subject(town, { ...shop, placeUnitId: VILLAGE });
    const given = await amend(own, { ...shop, placeUnitId: elsewhere }, 'vgm');
    expect(refusal(given)).toEqual([403, 'not-your-place', '/placeUnitId']);
    expect(refusal(await amend(own, shop, 'vgm'))).toEqual([403, 'not-your-place', '/placeUnitId']);
    const free = await subject(town, shop);
    expect((await amend(free, { ...shop, placeUnitId: VILLAGE }, 'vgm')).status).toBe(403);
    await site(town, { villageUnitId: VILLAGE, ownerSubjectId: free });
    expect((await amend(free, { ...shop, placeUnitId: VILLAGE }, 'vgm')).status).toBe(200);
    const made = await make('/api/v1/subjects', { ...shop, placeUnitId: elsewhere }, 'vgm');
    expect(refusal(made)).toEqual([403, 'not-your-place', '/placeUnitId']);
    expect((await make('/api/v1/subjects', { ...shop, placeUnitId: VILLAGE }, 'vgm')).status).toBe(201);
  });

  it('while the office and the lead unit keep those of the whole town, and a responsible unit none', async () => {
    const subjectId = await subject(town, { ...shop, placeUnitId: elsewhere });
    expect((await amend(subjectId, { ...shop, placeUnitId: VILLAGE }, 'ldc')).status).toBe(200);
    expect((await amend(subjectId, { ...shop, placeUnitId: elsewhere }, 'ofc')).status).toBe(200);
    const refused = await amend(subjectId, { ...shop, name: '改了' }, 'social');
    expect(refused.status).toBe(403);
    expect(String(refused.body.detail)).not.toContain('您所在的村居');
    const made = await make('/api/v1/subjects', { ...shop, placeUnitId: elsewhere }, 'social');
    expect([made.status, made.body.placeUnitId]).toEqual([201, elsewhere]);
  });
});

describe('who is protected', () => {
  it('is a person: no firm is, when it is registered or amended', async () => {
    for (const kind of ['enterprise', 'sole-trader', 'property-manager'] as const) {
      const firm = { name: '企业', kind, protectedPerson: true };
      expect(refusal(await make('/api/v1/subjects', firm, 'ofc'))).toMatchObject([422, undefined, '/protectedPerson']);
    }
    const own = await subject(town, { ...shop, placeUnitId: VILLAGE });
    const refused = await amend(own, { ...shop, placeUnitId: VILLAGE, protectedPerson: true }, 'vgm');
    expect(refusal(refused)).toMatchObject([422, undefined, '/protectedPerson']);
  });

  it('is said, and taken back, by the office, the 社工办 and the own village alone', async () => {
    const subjectId = await subject(town, { ...elder, placeUnitId: VILLAGE });
    const isProtected = { ...elder, placeUnitId: VILLAGE, protectedPerson: true };
    for (const by of ['ldd', 'efo1', 'sa'])
      expect(refusal(await amend(subjectId, isProtected, by))).toEqual([403, 'not-your-place', '/protectedPerson']);
    expect((await amend(subjectId, isProtected, 'vem')).status).toBe(403);
    expect((await amend(subjectId, isProtected, 'vgm')).status).toBe(200);
    expect((await amend(subjectId, { ...isProtected, familyContact: '女儿 13800000001' }, 'social')).status).toBe(200);
    expect((await amend(subjectId, { ...elder, placeUnitId: VILLAGE }, 'ofc')).status).toBe(200);
    const made = { ...elder, protectedPerson: true };
    expect(refusal(await make('/api/v1/subjects', made, 'efo1'))).toEqual([403, 'not-your-place', '/protectedPerson']);
    expect(refusal(await make('/api/v1/subjects', made, 'vgm'))).toEqual([403, 'not-your-place', '/protectedPerson']);
    expect((await make('/api/v1/subjects', { ...made, placeUnitId: VILLAGE }, 'vgm')).status).toBe(201);
  });

  it('is not named in what was written down until protection was lifted', async () => {
    const subjectId = await subject(town, {
      ...{ name: '独居老人戊', kind: 'individual', placeUnitId: VILLAGE, protectedPerson: true },
      familyContact: '儿子 13655550001',
    });
    await amend(subjectId, { name: '独居老人己', kind: 'individual', placeUnitId: VILLAGE }, 'vgm');
    const log = JSON.stringify(await told(town, '/api/v1/audit?action=subject-amended&limit=200', 'au'));
    expect(log).not.toMatch(/独居老人戊|13655550001/);
  });

  it('is not given a place by who does not read the name, and not found by a credit code', async () => {
    const subjectId = await subject(town, {
      ...{ name: '独居老人庚', kind: 'individual', placeUnitId: elsewhere, protectedPerson: true, creditCode: CODE },
    });
    const place = { name: '点位', type: '住宅', address: '梅桥村 9 号', villageUnitId: VILLAGE };
    const owned = { ...place, ownerSubjectId: subjectId };
    expect(refusal(await make('/api/v1/sites', owned, 'vgm'))).toEqual([403, 'not-your-place', '/ownerSubjectId']);
    const siteId = await site(town, { villageUnitId: VILLAGE });
    const { version } = await told(town, `/api/v1/sites/${siteId}`);
    const rented = { reason: '承租', ...place, tenantSubjectIds: [subjectId] };
    const by = await town.as('vgm');
    const amended = await by.post(`/api/v1/sites/${siteId}/amend`, rented, { 'If-Match': `"${String(version)}"` });
    expect(refusal(amended)).toEqual([403, 'not-your-place', '/tenantSubjectIds']);
    expect(JSON.stringify(await told(town, `/api/v1/subjects/${subjectId}`, 'rp'))).not.toContain(CODE);
    expect(JSON.stringify(await told(town, `/api/v1/subjects/${subjectId}`, 'vem'))).toContain(CODE);
    const second = await make('/api/v1/subjects', { ...shop, creditCode: CODE }, 'ldd');
    expect(refusal(second)).toEqual([409, 'credit-code-taken', '/creditCode']);
    expect(JSON.stringify(second.body)).not.toContain('独居老人');
  });
});
