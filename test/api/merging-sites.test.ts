import { merge, mergeSites, settled, site, subject, told, type Told } from '../support/merging';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  town.database.sources.write.query(text, params);

const read = (path: string, by?: string): Promise<Told> => told(town, path, by);

const idsIn = async (path: string): Promise<string[]> =>
  ((await read(path)).items as { caseId: string }[]).map(({ caseId }) => caseId).sort();

describe('a site that is merged into another', () => {
  it('leaves its open cases to that one, each by one act of the system, and what is over is found there too', async () => {
    const [double, survivor] = [await site(town), await site(town, { name: '留下的充电棚' })];
    const [open, over] = [
      await reportCase(town, 'vgg', { siteId: double }),
      await reportCase(town, 'vgg', { siteId: double }),
    ];
    await sql("UPDATE case_row SET status = 'archived' WHERE case_id = ?", [over]);
    const merged = await mergeSites(town, double, survivor);
    expect([merged.status, merged.body.cases]).toEqual([200, 1]);
    await settled(town);
    expect([(await read(`/api/v1/cases/${open}`)).siteId, (await read(`/api/v1/cases/${over}`)).siteId]).toEqual([
      survivor,
      double,
    ]);
    const events = (await read(`/api/v1/cases/${open}/events`)).items as { type: string }[];
    expect(events.filter(({ type }) => type === 'site-merged')).toHaveLength(1);
    const expected = [open, over].sort();
    expect(await idsIn(`/api/v1/cases?siteId=${survivor}`)).toEqual(expected);
    expect(await idsIn(`/api/v1/cases?siteId=${double}`)).toEqual(expected);
    expect(await idsIn(`/api/v1/cases?q=${encodeURIComponent('留下的充电棚')}`)).toEqual(expected);
  });

  it('passes on to the last of a chain', async () => {
    const [a, b, c] = [await site(town), await site(town), await site(town)];
    const caseId = await reportCase(town, 'vgg', { siteId: a });
    await mergeSites(town, a, b);
    await mergeSites(town, b, c);
    await settled(town);
    expect((await read(`/api/v1/cases/${caseId}`)).siteId).toBe(c);
    expect(await read(`/api/v1/sites/${a}`)).toMatchObject({ mergedInto: { siteId: c }, allowedActs: [] });
  });

  it('leaves what that one lacks, its tenants too, and is neither listed nor reported at any more', async () => {
    const [owner, tenant] = [await subject(town), await subject(town)];
    const village = { villageUnitId: 'drill-town-meiqiao', longitude: 121.1, latitude: 31.2 };
    const double = await site(town, { ...village, ownerSubjectId: owner, tenantSubjectIds: [tenant] });
    const survivor = await site(town, { name: '留下的厂房' });
    expect((await mergeSites(town, double, survivor)).body.filled).toEqual(['所在村居', '经度', '纬度', '产权方']);
    expect(await read(`/api/v1/sites/${survivor}`)).toMatchObject({
      ...village,
      ownerSubjectId: owner,
      tenantSubjectIds: [tenant],
    });
    expect((await read(`/api/v1/subjects/${tenant}`)).siteIds).toEqual([survivor]);
    const listed = async (query: string): Promise<string[]> =>
      ((await read(`/api/v1/sites?limit=200${query}`)).items as { siteId: string }[]).map(({ siteId }) => siteId);
    expect([(await listed('')).includes(double), (await listed('&merged=true')).includes(double)]).toEqual([
      false,
      true,
    ]);
    const foundAt = new Date(Date.now() - 60_000).toISOString();
    const report = {
      title: '堆物',
      description: '堵塞',
      source: 'public-report',
      foundAt,
      hazardType: 'charging-site-fire',
    };
    const refused = [
      await (await town.as('ofc')).post('/api/v1/cases', { ...report, siteId: double }),
      await (await town.as('ofc')).post(`/api/v1/sites/${double}/end`, { to: '2099-01-01' }),
    ];
    expect(refused.map(({ status, body }): unknown[] => [status, body.reason, body.detail])).toEqual(
      refused.map(() => [422, 'is-merged', '该点位已并入「留下的厂房」，请选用。']),
    );
  });

  it('moves with its owner where that one is merged', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const owned = await site(town, { ownerSubjectId: double, tenantSubjectIds: [double, survivor] });
    expect((await merge(town, double, survivor)).body.moves).toMatchObject({ sites: 1 });
    expect(await read(`/api/v1/sites/${owned}`)).toMatchObject({
      ownerSubjectId: survivor,
      tenantSubjectIds: [survivor],
    });
  });

  it('is merged by the office alone, never into itself, one that has ended or one that was merged', async () => {
    const [double, survivor] = [await site(town), await site(town)];
    for (const by of ['vgm', 'sa', 'efo1']) expect((await mergeSites(town, double, survivor, by)).status).toBe(403);
    const over = await site(town);
    await sql("UPDATE site SET valid_to = '2025-01-01' WHERE site_id = ?", [over]);
    const [gone, other] = [await site(town), await site(town)];
    await mergeSites(town, gone, other);
    const cases: [string, string, string][] = [
      [double, double, 'merged-into-itself'],
      [double, over, 'site-ended'],
      [double, gone, 'is-merged'],
      [gone, double, 'already-merged'],
    ];
    for (const [from, into, reason] of cases) {
      expect((await mergeSites(town, from, into)).body.reason).toBe(reason);
      expect((await mergeSites(town, from, into, 'ofc', '?preview=true')).body.reason).toBe(reason);
    }
    const shown = await mergeSites(town, double, survivor, 'ofc', '?preview=true');
    expect([shown.status, shown.body.cases]).toEqual([200, 0]);
    expect(await read(`/api/v1/sites/${double}`)).not.toHaveProperty('mergedInto');
  });

  it('is suggested by its address', async () => {
    const [one, two] = [
      await site(town, { address: '白鹤镇新镇路 77 号' }),
      await site(town, { address: '新镇路77号' }),
    ];
    expect(await read(`/api/v1/sites/${one}`)).toMatchObject({ doubleSiteIds: [two] });
    expect(await read(`/api/v1/sites/${one}`, 'vgm')).toMatchObject({ doubleSiteIds: [], allowedActs: [] });
  });

  it('keeps a case in the village in which it was reported', async () => {
    const [double, survivor] = [await site(town, { villageUnitId: 'drill-town-meiqiao' }), await site(town)];
    const caseId = await reportCase(town, 'vgg', { siteId: double });
    await gradeCase(town, caseId);
    await mergeSites(town, double, survivor);
    await settled(town);
    expect((await (await town.as('vgm')).get(`/api/v1/cases/${caseId}`)).status).toBe(200);
  });
});
