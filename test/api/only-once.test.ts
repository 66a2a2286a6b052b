import { VILLAGE } from '../support/staff';
import { freshKey, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const hotline = (externalId: string) => ({ source: 'hotline-12345', externalId });
const report = async (by: string, more: object) => {
  const person = await town.as(by);
  return person.post('/api/v1/cases', await reportBody(person, more));
};
const casesOf = async (externalId: string): Promise<number> => {
  const [row] = await town.database.sources.read.query('SELECT COUNT(*) AS n FROM case_row WHERE external_id = ?', [
    externalId,
  ]);
  return Number(row.n);
};

describe('a case from elsewhere', () => {
  it('is there once for a source and its id: the second answer names the first', async () => {
    const caseId = await reportCase(town, 'vgg', hotline('12345-1'));
    const reply = await report('vgg', hotline('12345-1'));
    expect([reply.status, reply.body.reason, reply.body.caseId]).toEqual([409, 'external-id-taken', caseId]);
    expect(reply.body.errors[0].pointer).toBe('/externalId');
    expect(await casesOf('12345-1')).toBe(1);
  });

  it('is not named to who may not read it', async () => {
    await reportCase(town, 'vgg', { ...hotline('12345-2'), hazardType: 'other' });
    const reply = await report('ens', { ...hotline('12345-2'), siteId: undefined, place: { address: '别处' } });
    expect([reply.status, reply.body.reason, reply.body.caseId]).toEqual([409, 'external-id-taken', undefined]);
  });

  it('is another one from another source, and in another town', async () => {
    await reportCase(town, 'vgg', hotline('12345-3'));
    expect((await report('vgg', { source: 'suishenpai', externalId: '12345-3' })).status).toBe(201);
    const other = { ...hotline('12345-3'), siteId: undefined, place: { address: '邻镇' } };
    expect((await report('other-ofc', other)).status).toBe(201);
  });

  it('is there once also when it is sent many times at once', async () => {
    const person = await town.as('vgg');
    const body = await reportBody(person, hotline('12345-4'));
    const replies = await Promise.all([1, 2, 3, 4].map(() => person.post('/api/v1/cases', body)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(await casesOf('12345-4')).toBe(1);
  });

  it('is answered as before where the same request is sent again', async () => {
    const person = await town.as('vgg');
    const body = await reportBody(person, hotline('12345-5'));
    const key = { 'Idempotency-Key': freshKey() };
    const first = await person.post('/api/v1/cases', body, key);
    const again = await person.post('/api/v1/cases', body, key);
    expect([again.status, again.body.caseId]).toEqual([201, first.body.caseId]);
  });
});

describe('what a report names', () => {
  it.each([
    ['an old case', { refersTo: 'nowhere' }, '/refersTo', 'case-unknown'],
    ['a campaign', { campaignIds: ['nowhere'] }, '/campaignIds/0', 'campaign-unknown'],
    ['a subject', { subjectIds: ['nobody'] }, '/subjectIds/0', 'subject-unknown'],
  ])('is %s that exists', async (_, more, pointer, code) => {
    const reply = await report('vgg', more);
    expect([reply.status, reply.body.errors[0]]).toMatchObject([422, { pointer, code }]);
  });

  it('is a case that the reporter may read', async () => {
    const caseId = await reportCase(town);
    expect((await report('ofc', { refersTo: caseId })).status).toBe(201);
    expect((await report('ens', { refersTo: caseId })).body.errors[0].code).toBe('case-unknown');
    const elsewhere = { refersTo: caseId, siteId: undefined, place: { address: '邻镇' } };
    expect((await report('other-ofc', elsewhere)).body.errors[0].code).toBe('case-unknown');
  });
});

describe('a company', () => {
  const company = { name: '某厂', kind: 'enterprise', creditCode: '91350100M000100Y43', townId: 'drill-town' };

  it('is there once for its credit code, which checks itself', async () => {
    const ldc = await town.as('ldc');
    const made = await ldc.post('/api/v1/subjects', company);
    expect(made.status).toBe(201);
    const again = await ldc.post('/api/v1/subjects', { ...company, name: '同一家厂' });
    expect([again.status, again.body.reason]).toEqual([409, 'credit-code-taken']);
    expect(again.body.detail).toContain(company.name);
    const typo = await ldc.post('/api/v1/subjects', { ...company, creditCode: '91350100M000100Y34' });
    expect([typo.status, typo.body.errors[0].pointer]).toEqual([422, '/creditCode']);
  });

  it('is there once also when it is made many times at once', async () => {
    const ldc = await town.as('ldc');
    const body = { ...company, creditCode: '91440300708461136T' };
    const replies = await Promise.all([1, 2, 3].map(() => ldc.post('/api/v1/subjects', body)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });
});

describe('a unit', () => {
  const village = { name: '独名村', kind: 'village', townId: 'drill-town' };

  it('is there once for its name in a town, also when it is made many times at once', async () => {
    const ofd = await town.as('ofd');
    const replies = await Promise.all([1, 2, 3].map(() => ofd.post('/api/v1/units', village)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.reason).toBe('unit-name-taken');
    const sa = await town.as('sa');
    expect((await sa.post('/api/v1/units', { ...village, townId: 'other-town' })).status).toBe(201);
    expect((await sa.post('/api/v1/units', { ...village, name: '梅桥村' })).body.errors[0].pointer).toBe('/name');
  });

  it('may have the name of one that has ended', async () => {
    const ofd = await town.as('ofd');
    const { unitId } = (await ofd.post('/api/v1/units', { ...village, name: '旧村' })).body as { unitId: string };
    await town.database.sources.write.query("UPDATE unit SET valid_to = '2025-02-01' WHERE unit_id = ?", [unitId]);
    expect((await ofd.post('/api/v1/units', { ...village, name: '旧村' })).status).toBe(201);
    expect(unitId).not.toBe(VILLAGE);
  });
});
