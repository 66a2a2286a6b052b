import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
let path: string;
beforeAll(async () => {
  town = await openTown();
  const made = await (await town.as('ofc')).post('/api/v1/subjects', { name: '某某厂', kind: 'enterprise' });
  path = `/api/v1/subjects/${String(made.body.subjectId)}`;
});
afterAll(() => town.close());

const record = async (by: string, body: object) => (await town.as(by)).post(`${path}/electronic-consent`, body);
const shown = async (): Promise<unknown> => (await (await town.as('ofc')).get(path)).body.electronicConsent;

describe('the consent of a subject to be served electronically (settled 5.5)', () => {
  it('is recorded with its day, read with the subject, and taken back', async () => {
    expect(await shown()).toBeUndefined();
    const recorded = await record('ldc', { agreed: true, agreedOn: '2025-03-14' });
    expect([recorded.status, recorded.body.electronicConsent]).toEqual([200, '2025-03-14']);
    expect(await shown()).toBe('2025-03-14');
    expect((await record('ldc', { agreed: false })).status).toBe(200);
    expect(await shown()).toBeUndefined();
  });

  it('is refused without a day, for a day to come, and by who keeps no registers', async () => {
    expect((await record('ldc', { agreed: true })).body.errors[0].pointer).toBe('/agreedOn');
    expect((await record('ldc', { agreed: true, agreedOn: '2099-01-01' })).body.reason).toBe('in-the-future');
    expect((await record('ens', { agreed: true, agreedOn: '2025-03-14' })).status).toBe(403);
    expect((await record('other-ofc', { agreed: true, agreedOn: '2025-03-14' })).status).toBe(404);
  });

  it('is recorded by the office, a lead unit, and the village where it lies, by nobody else', async () => {
    const body = { agreed: true, agreedOn: '2025-03-14' };
    for (const username of ['vgg', 'vgm', 'ru', 'efo1', 'st'])
      expect([username, (await record(username, body)).body.reason]).toEqual([username, 'not-your-place']);
    const here = { name: '梅桥小店', kind: 'sole-trader', placeUnitId: 'drill-town-meiqiao' };
    const made = await (await town.as('ofc')).post('/api/v1/subjects', here);
    const own = `/api/v1/subjects/${String(made.body.subjectId)}/electronic-consent`;
    expect((await (await town.as('vgg')).post(own, body)).status).toBe(200);
  });

  it('leaves a row in the audit', async () => {
    await record('ofc', { agreed: true, agreedOn: '2025-03-14' });
    const rows = (await (await town.as('au')).get('/api/v1/audit?action=electronic-consent-recorded')).body.items;
    expect(rows.length).toBeGreaterThan(0);
  });
});
