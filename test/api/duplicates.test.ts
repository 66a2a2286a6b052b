import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let atSite: string;
let atAddress: string;
beforeAll(async () => {
  town = await openTown();
  atSite = await reportCase(town, 'vgg', { subjectIds: ['drill-landlord'] });
  const place = { siteId: undefined, place: { address: '白鹤镇梅桥村 9 号' }, hazardType: 'exit-blocked' };
  atAddress = await reportCase(town, 'vgg', { ...place, villageUnitId: 'drill-town-meiqiao' });
});
afterAll(() => town.close());

interface Found {
  caseId: string;
  why: string;
}

const foundBy = async (who: string, query: string): Promise<[string, string][]> => {
  const reply = await (await town.as(who)).get(`/api/v1/cases/duplicates?${query}`);
  expect([query, reply.status]).toEqual([query, 200]);
  return (reply.body as { items: Found[] }).items.map(({ caseId, why }) => [caseId, why]);
};

describe('U-62 likely doubles of a report', () => {
  it('are found by the site, and by its address where no site was picked', async () => {
    const type = 'hazardType=charging-site-fire';
    expect(await foundBy('vgg', `siteId=drill-charging-site&${type}`)).toEqual([[atSite, '同一点位、同类隐患']]);
    const address = encodeURIComponent('上海市青浦区白鹤镇梅桥村８８号');
    expect(await foundBy('vgg', `address=${address}&${type}`)).toEqual([[atSite, '同一地址、同类隐患']]);
  });

  it('are found by an address, however it is written', async () => {
    const address = encodeURIComponent('梅桥村9号');
    expect(await foundBy('vgg', `address=${address}`)).toEqual([[atAddress, '同一地址']]);
  });

  it('are found by the subject: of a lead as it was reported, then as it was graded', async () => {
    const query = (id: string) => `subjectIds=${id}&hazardType=charging-site-fire`;
    expect(await foundBy('ofc', query('drill-landlord'))).toEqual([[atSite, '同一责任主体、同类隐患']]);
    await gradeCase(town, atSite, ['drill-company']);
    expect(await foundBy('ofc', query('drill-company'))).toEqual([[atSite, '同一责任主体、同类隐患']]);
    expect(await foundBy('ofc', query('drill-office'))).toEqual([]);
  });

  it('are of those that have ended the archived ones of the same kind; each says how it would be put on the books again', async () => {
    const { write } = town.database.sources;
    const row = await write.query('SELECT hazard_type FROM case_row WHERE case_id = ?', [atAddress]);
    const address = `address=${encodeURIComponent('梅桥村9号')}`;
    const waysIn = async (status: string, query: string): Promise<unknown[]> => {
      await write.query('UPDATE case_row SET status = ? WHERE case_id = ?', [status, atAddress]);
      const reply = await (await town.as('ofc')).get(`/api/v1/cases/duplicates?${query}`);
      return (reply.body as { items: { again: unknown }[] }).items.map(({ again }) => again);
    };
    const same = `${address}&hazardType=${String(row[0].hazard_type)}`;
    expect(await waysIn('void', same)).toEqual([]);
    expect(await waysIn('archived', `${address}&hazardType=another-kind`)).toEqual([]);
    expect(await waysIn('archived', same)).toEqual(['refer']);
    expect(await waysIn('rectifying', same)).toEqual([null]);
    expect(await waysIn('watching', same)).toEqual(['relapse']);
  });

  it('are shown to nobody who may not read them, and none where nothing was given', async () => {
    expect(await foundBy('other-ofc', 'siteId=drill-charging-site')).toEqual([]);
    expect(await foundBy('ow', 'siteId=drill-charging-site')).toEqual([]);
    expect(await foundBy('ofc', '')).toEqual([]);
    expect(await foundBy('ofc', 'hazardType=charging-site-fire')).toEqual([]);
  });

  it('are not asked for with what is no id', async () => {
    const ofc = await town.as('ofc');
    for (const query of ['siteId=%00', 'subjectIds=a,,b', 'hazardType=', 'q=x'])
      expect([query, (await ofc.get(`/api/v1/cases/duplicates?${query}`)).status]).toEqual([query, 422]);
  });
});
