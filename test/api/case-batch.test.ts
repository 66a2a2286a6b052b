import { freshKey, openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';

interface Result {
  caseId: string;
  status: number;
  version?: number;
  problem?: { code: string; reason?: string; status: number; detail: string };
}

let town: TestTown;
let ofc: TestPerson;
beforeAll(async () => {
  town = await openTown();
  ofc = await town.as('ofc');
});
afterAll(() => town.close());

const path = '/api/v1/cases/batch';
const verify = { method: 'documents', finding: '材料属实' };

const leads = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await reportCase(town));
  return ids;
};

const versionOf = async (caseId: string): Promise<number> =>
  Number((await ofc.get(`/api/v1/cases/${caseId}`)).body.version);

const asRead = (caseIds: string[]): Promise<{ caseId: string; version: number }[]> =>
  Promise.all(caseIds.map(async (caseId) => ({ caseId, version: await versionOf(caseId) })));

const resultsOf = async (person: TestPerson, body: object, headers = {}): Promise<Result[]> => {
  const reply = await person.post(path, body, headers);
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  return (reply.body as { results: Result[] }).results;
};

const reasonsOf = (results: Result[]): (string | number)[] =>
  results.map(({ status, problem }) => problem?.reason ?? problem?.code ?? status);

describe('U-60 one command on many cases', () => {
  it('is carried out on each, and answers the version of each', async () => {
    const ids = await leads(3);
    const results = await resultsOf(ofc, { command: 'verify', body: verify, cases: await asRead(ids) });
    expect(results.map(({ caseId, status }) => [caseId, status])).toEqual(ids.map((id) => [id, 200]));
    for (const { caseId, version } of results) expect(version).toBe(await versionOf(caseId));
  });

  it('is refused case by case, as a single command is, and holds up no other', async () => {
    const [stale = '', done = '', good = ''] = await leads(3);
    await ofc.command(done, 'verify', verify);
    const cases = [
      { caseId: stale, version: 99 },
      ...(await asRead([done])),
      { caseId: '01J8Z3KQ5W7X9Y1B2C3D4E5F6G', version: 1 },
      ...(await asRead([good])),
    ];
    const results = await resultsOf(ofc, { command: 'verify', body: verify, cases });
    expect(reasonsOf(results)).toEqual(['version-mismatch', 'not-from-registered', 'not-found', 200]);
    const single = await ofc.command(done, 'verify', verify);
    const { code, reason, detail, whoCan, errors } = single.body;
    expect(results[1]?.problem).toMatchObject({ code, reason, detail, whoCan, errors });
    expect(results.map(({ problem }) => problem?.status ?? 200)).toEqual(results.map(({ status }) => status));
  });

  it('sent again under its key answers the same and does nothing twice', async () => {
    const ids = await leads(2);
    await ofc.command(ids[1] ?? '', 'verify', verify);
    const body = { command: 'verify', body: verify, cases: await asRead(ids) };
    const key = { 'Idempotency-Key': freshKey() };
    const first = await resultsOf(ofc, body, key);
    const version = await versionOf(ids[0] ?? '');
    expect(await resultsOf(ofc, body, key)).toEqual(first);
    expect(await versionOf(ids[0] ?? '')).toBe(version);
    const other = { ...body, body: { ...verify, finding: '另一结论' } };
    expect((await resultsOf(ofc, other, key))[0]?.problem?.code).toBe('idempotency-key-reuse');
  });

  it('takes the fields of a case before the common ones', async () => {
    const ids = await leads(2);
    const [one, two] = await asRead(ids);
    const cases = [{ ...one, body: { text: '自己的话' } }, two];
    expect(reasonsOf(await resultsOf(ofc, { command: 'add-note', body: { text: '共同的话' }, cases }))).toEqual([
      200, 200,
    ]);
    const notes: unknown[] = [];
    for (const id of ids) notes.push(JSON.stringify((await ofc.get(`/api/v1/cases/${id}/events`)).body));
    expect(notes[0]).toContain('自己的话');
    expect(notes[1]).toContain('共同的话');
  });

  it('of a wrong form touches no case, and says where it is wrong', async () => {
    const [caseId = ''] = await leads(1);
    const [one] = await asRead([caseId]);
    const wrong: [object, string[]][] = [
      [{ command: 'verify', body: { method: 'documents' }, cases: [one] }, ['/body/finding']],
      [{ command: 'verify', cases: [{ ...one, body: { ...verify, method: 'guess' } }] }, ['/cases/0/body/method']],
      [
        { command: 'verify', body: { finding: '' }, cases: [{ ...one, body: { method: 'guess' } }] },
        ['/cases/0/body/method', '/body/finding'],
      ],
      [{ command: 'close-all', body: {}, cases: [one] }, ['/command']],
      [{ command: 'verify', body: verify, cases: [] }, ['/cases']],
      [{ command: 'verify', body: verify, cases: [one, one] }, ['/cases/1/caseId']],
      [{ command: 'verify', body: verify, cases: [{ caseId }] }, ['/cases/0/version']],
      [{ command: 'verify', body: [], cases: [one] }, ['/body']],
      [{ command: 'propose', body: { act: 'nothing' }, cases: [one] }, ['/body/act']],
      [
        {
          command: 'verify',
          body: verify,
          cases: Array.from({ length: 101 }, (_, n) => ({ caseId: `c${n}`, version: 1 })),
        },
        ['/cases'],
      ],
    ];
    for (const [body, pointers] of wrong) {
      const reply = await ofc.post(path, body);
      const told = (reply.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
      expect([reply.status, told.sort()]).toEqual([422, pointers.sort()]);
    }
    expect(await versionOf(caseId)).toBe(one?.version);
    expect(
      (await ofc.post(path, { command: 'verify', body: verify, cases: [one] }, { 'Idempotency-Key': '' })).status,
    ).toBe(400);
  });

  it('tells who may not read a case no more than a single command would', async () => {
    const [caseId = ''] = await leads(1);
    for (const who of ['ens', 'other-ofc']) {
      const person = await town.as(who);
      const body = { decision: 'approve', opinion: '同意', proposalId: 'p:1' };
      const single = await person.command(caseId, 'decide-proposal', body, 1);
      const [result] = await resultsOf(person, { command: 'decide-proposal', body, cases: [{ caseId, version: 1 }] });
      expect([who, result?.status, result?.problem?.code, result?.problem?.reason]).toEqual([
        who,
        single.status,
        single.body.code,
        single.body.reason,
      ]);
    }
  });

  it('that is refused stands in the audit log case by case', async () => {
    const [caseId = ''] = await leads(1);
    const ru = await town.as('ru');
    const [result] = await resultsOf(ru, { command: 'verify', body: verify, cases: [{ caseId, version: 1 }] });
    expect(result?.status).toBe(403);
    await town.deps.refusals.written();
    const audit = await (await town.as('au')).get('/api/v1/audit?action=command-refused&limit=200');
    const rows = (audit.body as { items: { ref: string; outcome: string }[] }).items;
    expect(rows).toContainEqual(expect.objectContaining({ ref: caseId, outcome: 'forbidden' }));
  });
});

describe('U-60 many proposals decided at once', () => {
  const proposed = async (act: string, more: object): Promise<{ caseId: string; proposalId: string }> => {
    const [caseId = ''] = await leads(1);
    if (act === 'confirm-major') await ofc.command(caseId, 'verify', verify);
    const by = await town.as(act === 'void' ? 'ofc' : 'ldc');
    const reply = await by.command(caseId, 'propose', {
      act,
      reason: '理由',
      attachmentIds: await by.photos(1),
      ...more,
    });
    expect([act, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([act, 200, '']);
    const { body } = await ofc.get(`/api/v1/cases/${caseId}`);
    return {
      caseId,
      proposalId: (body as { openProposals: { proposalId: string }[] }).openProposals[0]?.proposalId ?? '',
    };
  };

  const major = {
    domain: 'fire',
    hazardType: 'exit-blocked',
    clauseId: 'gb35181-2025',
    subjectIds: ['drill-company'],
    control: { notNeeded: '已断电' },
  };

  it('are of one kind, and never what makes a hazard 重大; each names its own proposal', async () => {
    const first = await proposed('void', {});
    const confirm = await proposed('confirm-major', major);
    const second = await proposed('void', {});
    const cases = [];
    for (const { caseId, proposalId } of [first, confirm, second])
      cases.push({ caseId, version: await versionOf(caseId), body: { proposalId } });
    const body = { command: 'decide-proposal', body: { decision: 'approve', opinion: '同意' }, cases };
    const ofd = await town.as('ofd');
    const key = { 'Idempotency-Key': freshKey() };
    const results = await resultsOf(ofd, body, key);
    expect(reasonsOf(results)).toEqual([200, 'one-by-one', 200]);
    expect((await ofc.get(`/api/v1/cases/${second.caseId}`)).body.status).toBe('void');
    const again = await resultsOf(ofd, body, key);
    expect(reasonsOf(again)).toEqual([200, 'one-by-one', 200]);
    expect(again.map(({ version }) => version)).toEqual(results.map(({ version }) => version));
  });
});
