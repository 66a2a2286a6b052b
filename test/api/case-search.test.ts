import { gradeCase, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
let number: string;
let paper: string;
beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town, 'vgg', { title: '充电棚 ABC', externalId: 'Ext-77' });
  await gradeCase(town, caseId);
  const ofc = await town.as('ofc');
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  await ofc.command(caseId, 'assign', units);
  await (await town.as('vgm')).command(caseId, 'accept-assignment');
  const notice = { type: 'xianqi-zhenggai-yijian', issuerUnitId: 'drill-town-chengyun', requirements: '加装灭火器' };
  await (await town.as('ldc')).command(caseId, 'issue-notice', notice);
  const file = (await ofc.get(`/api/v1/cases/${caseId}`)).body;
  number = String(file.number);
  paper = String(file.papers[0].number);
});
afterAll(async () => {
  await town.close();
});

interface Site {
  siteId: string;
  name: string;
  address: string;
}

const finds = async (username: string, q: string): Promise<boolean> => {
  const reply = await (await town.as(username)).get(`/api/v1/cases?q=${encodeURIComponent(q)}`);
  expect(reply.status).toBe(200);
  const { items } = reply.body as { items: { caseId: string }[] };
  return items.some((item) => item.caseId === caseId);
};

describe('U-55 the search of cases', () => {
  it('finds by title, number, subject, registered place and paper, in upper and lower case alike', async () => {
    const { name } = (await (await town.as('ofc')).get('/api/v1/subjects/drill-company')).body;
    const sites = (await (await town.as('ofc')).get('/api/v1/sites?limit=200')).body as { items: Site[] };
    const site = sites.items.find(({ siteId }) => siteId === 'drill-charging-site');
    for (const q of [
      '充电棚',
      'abc',
      'ABC',
      number,
      number.toUpperCase(),
      name,
      site?.address,
      site?.name,
      paper,
      'ext-77',
    ])
      expect([q, await finds('ofc', String(q))]).toEqual([q, true]);
    expect(await finds('ofc', '没有这样的话')).toBe(false);
    expect(await finds('ofc', '%')).toBe(false);
  });

  it('refuses filters that contradict each other, unknown codes and repetitions', async () => {
    const ofc = await town.as('ofc');
    for (const query of [
      'town=drill-town&townId=other-town',
      'openedFrom=2025-02-01&openedTo=2025-01-31',
      'domain=astrology',
      'status=lead&status=void',
      'openedFrom=2025-02-30',
    ])
      expect([query, (await ofc.get(`/api/v1/cases?${query}`)).status]).toEqual([query, 422]);
  });

  it('finds a mere reporter nothing by what he is not shown', async () => {
    const rp = await town.as('rp');
    const body = await reportBody(rp, { title: '举报的充电棚', source: 'public-report', externalId: 'Mine-1' });
    const mine = String((await rp.post('/api/v1/cases', body)).body.caseId);
    await gradeCase(town, mine);
    const asks = async (query: string): Promise<number> => {
      const reply = await rp.get(`/api/v1/cases?${query}`);
      return (reply.body as { items: unknown[] }).items.length;
    };
    const { name } = (await (await town.as('ofc')).get('/api/v1/subjects/drill-company')).body;
    expect(await asks(`q=${encodeURIComponent('举报的')}`)).toBe(1);
    expect(await asks(`q=${encodeURIComponent(String(name))}`)).toBe(0);
    for (const query of [
      'domain=fire',
      'grade=general',
      'subjectId=drill-company',
      'lamp=green',
      'dueBefore=2099-01-01',
    ])
      expect([query, await asks(query)]).toEqual([query, 0]);
  });

  it('finds nothing for the side that rectifies by what leads to the reporter', async () => {
    expect(await finds('ens', 'ABC')).toBe(true);
    expect(await finds('ens', 'Ext-77')).toBe(false);
    const bySource = async (username: string): Promise<number> => {
      const { body } = await (await town.as(username)).get('/api/v1/cases?source=grid-patrol');
      return (body as { items: unknown[] }).items.length;
    };
    const byExternal = async (username: string): Promise<unknown> =>
      (await (await town.as(username)).get('/api/v1/cases?externalId=Ext-77')).body;
    expect(await byExternal('ofc')).toMatchObject({ items: [{ caseId, externalId: 'Ext-77' }] });
    expect(await byExternal('ens')).toMatchObject({ items: [] });
    expect(await bySource('ens')).toBe(0);
    expect(await bySource('ofc')).toBe(1);
  });
});
