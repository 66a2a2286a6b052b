import { assignCase, gradeCase, openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';
import { fill, type Form } from '../support/fill';

interface Left {
  caseId: string;
  reason: { code: string; message: string };
}
interface Common {
  items: { command: string; act?: string; allowedOn: number; left: Left[] }[];
  labels: Record<string, Record<string, string>>;
}
interface CommonForm extends Form {
  cases: { caseId: string; version: number; body?: { proposalId?: string } }[];
  left: Left[];
}

let town: TestTown;
let ofc: TestPerson;
beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025' });
  ofc = await town.as('ofc');
});
afterAll(() => town.close());

const leads = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await reportCase(town));
  return ids;
};

const commonOf = async (person: TestPerson, caseIds: string[]): Promise<Common> =>
  (await person.get(`/api/v1/cases/commands?caseIds=${caseIds.join(',')}`)).body as Common;

const formOf = async (person: TestPerson, caseIds: string[], command: string, act = ''): Promise<CommonForm> => {
  const query = `caseIds=${caseIds.join(',')}${act === '' ? '' : `&act=${act}`}`;
  const reply = await person.get(`/api/v1/cases/commands/${command}/form?${query}`);
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  return reply.body as CommonForm;
};

/** What the page of a case says that may be done. */
const allowedOn = async (person: TestPerson, caseId: string): Promise<string[]> => {
  const { body } = await person.get(`/api/v1/cases/${caseId}`);
  const { allowedCommands } = body as { allowedCommands: { command: string; act?: string; allowed: boolean }[] };
  return allowedCommands.filter(({ allowed }) => allowed).map(({ command, act = '' }) => `${command} ${act}`);
};

const propose = async (username: string, caseId: string, body: object): Promise<void> => {
  const reply = await (await town.as(username)).command(caseId, 'propose', { reason: '理由', ...body });
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
};

describe('what can be done to several cases at once', () => {
  it('is what the page of each case says, with how many take it and why the others do not', async () => {
    const [one = '', two = '', graded = ''] = await leads(3);
    await gradeCase(town, graded);
    const common = await commonOf(ofc, [one, two, graded]);
    const pages = await Promise.all([one, two, graded].map((caseId) => allowedOn(ofc, caseId)));
    for (const { command, act = '', allowedOn: count, left } of common.items) {
      const taking = pages.filter((page) => page.includes(`${command} ${act}`)).length;
      expect([command, act, count, left.length]).toEqual([command, act, taking, 3 - taking]);
    }
    expect(new Set(common.items.map(({ command, act = '' }) => `${command} ${act}`))).toEqual(new Set(pages.flat()));
    const verify = common.items.find(({ command }) => command === 'verify');
    expect(verify?.left.map(({ caseId, reason }) => [caseId, reason.code])).toEqual([[graded, 'not-from-graded']]);
    expect(verify?.left[0]?.reason.message).not.toBe('');
    expect(common.labels['case-command']?.['verify']).toBe('核实线索');
  });

  it('tells nothing of a case that who asks may not read, nor whether there is one', async () => {
    const [own = ''] = await leads(1);
    const stranger = await town.as('ens');
    const nowhere = '01J8Z3KQ5W7X9Y1B2C3D4E5F6G';
    expect((await commonOf(stranger, [own, nowhere])).items).toEqual([]);
    const { items } = await commonOf(ofc, [own, nowhere]);
    const verify = items.find(({ command }) => command === 'verify');
    expect(verify?.left.map(({ caseId, reason }) => [caseId, reason.code])).toEqual([[nowhere, 'not-found']]);
  });

  it('asks for at least one and at most a hundred cases', async () => {
    for (const query of [
      '',
      '?caseIds=',
      `?caseIds=${Array.from({ length: 101 }, (_, n) => `c${String(n)}`).join(',')}`,
    ]) {
      const reply = await ofc.get(`/api/v1/cases/commands${query}`);
      expect([query.slice(0, 20), reply.status]).toEqual([query.slice(0, 20), 422]);
    }
  });
});

describe('the form of one command on several cases', () => {
  it('is filled in once and carried out on all', async () => {
    const ids = await leads(3);
    const form = await formOf(ofc, ids, 'verify');
    expect(form.cases.map(({ caseId }) => caseId)).toEqual(ids);
    const body = await fill(form, ofc, { now: new Date().toISOString(), titles: ['书面核实'] });
    const { body: answer } = await ofc.post('/api/v1/cases/batch', { command: 'verify', body, cases: form.cases });
    expect((answer as { results: { status: number }[] }).results.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('leaves to each case what is its own: the proposal that is decided', async () => {
    const ids = await leads(2);
    for (const caseId of ids) await propose('ofc', caseId, { act: 'void', attachmentIds: await ofc.photos(1) });
    const ofd = await town.as('ofd');
    const common = await commonOf(ofd, ids);
    const decide = common.items.find(({ command }) => command === 'decide-proposal');
    expect(decide?.allowedOn).toBe(2);
    const form = await formOf(ofd, ids, 'decide-proposal', decide?.act);
    expect(form.schema.properties).not.toHaveProperty('proposalId');
    expect(new Set(form.cases.map(({ body }) => body?.proposalId)).size).toBe(2);
    const sent = { command: 'decide-proposal', body: { decision: 'approve', opinion: '同意' }, cases: form.cases };
    const { body: answer } = await ofd.post('/api/v1/cases/batch', sent);
    expect((answer as { results: { status: number }[] }).results.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('says which case it leaves, and why', async () => {
    const [lead = ''] = await leads(1);
    const assigned = await reportCase(town);
    await assignCase(town, assigned);
    const form = await formOf(ofc, [assigned, lead], 'verify');
    expect(form.cases.map(({ caseId }) => caseId)).toEqual([lead]);
    expect(form.left.map(({ caseId }) => caseId)).toEqual([assigned]);
    expect((await ofc.get(`/api/v1/cases/commands/verify/form?caseIds=${assigned}`)).status).toBe(404);
    expect((await ofc.get(`/api/v1/cases/commands/no-such/form?caseIds=${lead}`)).status).toBe(404);
  });

  it('lets no 重大 be decided in a batch', async () => {
    const ids = await leads(2);
    for (const caseId of ids) {
      await ofc.command(caseId, 'verify', { method: 'documents', finding: '材料属实' });
      await propose('ldc', caseId, {
        act: 'confirm-major',
        attachmentIds: [],
        domain: 'fire',
        hazardType: 'exit-blocked',
        clauseId: 'gb35181-2025',
        subjectIds: ['drill-company'],
        control: { notNeeded: '已断电' },
      });
    }
    const deciding: string[] = [];
    for (const username of ['ofd', 'l2', 'l1', 'ldd', 'ds1']) {
      const person = await town.as(username);
      const { items } = await commonOf(person, ids);
      expect([username, items.filter(({ command }) => command === 'decide-proposal')]).toEqual([username, []]);
      deciding.push(...(await allowedOn(person, ids[0] ?? '')));
    }
    expect(deciding).toContain('decide-proposal confirm-major');
  });
});
