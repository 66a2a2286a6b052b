import { choicesOf, fill, type Form } from '../support/fill';
import { assignCase, openTown, reportBody, reportCase, type TestPerson, type TestTown } from '../support/open-town';
import { rowCounts } from '../support/rows';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

interface Effect {
  kind: string;
  text: string;
  at?: string;
  day?: string;
}

const textsOf = (effects: Effect[], kind: string): string[] =>
  effects.filter((effect) => effect.kind === kind).map(({ text }) => text);

const versionOf = async (person: TestPerson, caseId: string): Promise<number> =>
  Number((await person.get(`/api/v1/cases/${caseId}`)).body.version);

/** A preview without any key, as a screen asks for it. */
const preview = async (person: TestPerson, path: string, body: object, version?: number) =>
  person.post(`${path}?preview=true`, body, {
    'Idempotency-Key': '',
    ...(version === undefined ? {} : { 'If-Match': `"${String(version)}"` }),
  });

describe('a preview of a command', () => {
  it('of a report says what it would begin, and writes nothing', async () => {
    const vgg = await town.as('vgg');
    const body = await reportBody(vgg);
    const before = await rowCounts(town);
    const reply = await preview(vgg, '/api/v1/cases', body);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ status: 'lead', statusName: '线索', number: null });
    expect(textsOf(reply.body.effects, 'status')).toEqual(['立案，状态为“线索”']);
    expect(textsOf(reply.body.effects, 'deadline')).toEqual([expect.stringMatching(/^核实时限至 \d{4}-\d\d-\d\d/)]);
    expect(reply.headers['etag']).toBeUndefined();
    expect(await rowCounts(town)).toEqual(before);
  });

  it('shows no number as given, the limits with their day and rule, and then does what it said', async () => {
    const caseId = await reportCase(town);
    const ofc = await town.as('ofc');
    const path = `/api/v1/cases/${caseId}/commands/verify`;
    const body = { method: 'documents', finding: '材料属实' };
    const version = await versionOf(ofc, caseId);
    const before = await rowCounts(town);
    const shown = await preview(ofc, path, body, version);
    expect(shown.status).toBe(200);
    expect(await rowCounts(town)).toEqual(before);
    expect(shown.body).toMatchObject({ status: 'registered', statusName: '已上账', number: null });
    const { effects } = shown.body as { effects: Effect[] };
    expect(textsOf(effects, 'status')).toEqual(['状态由“线索”变为“已上账”']);
    expect(textsOf(effects, 'paper')).toEqual(['上账编号，编号在办理时给出']);
    expect(textsOf(effects, 'deadline')).toEqual([
      expect.stringMatching(/^定级时限至 \d{4}-\d\d-\d\d（.+）：定级时限：/),
      '核实时限：已办，停止计时',
    ]);
    expect(JSON.stringify(effects)).not.toContain('drill-town-20');
    const done = await ofc.post(path, body, { 'If-Match': `"${String(version)}"` });
    expect(done.body).toMatchObject({ status: 'registered' });
    const { clocks } = (await ofc.get(`/api/v1/cases/${caseId}`)).body as {
      clocks: { clock: string; level: number; dueOn: string }[];
    };
    const grade = clocks.find(({ clock, level }) => clock === 'grade' && level === 0);
    expect(grade?.dueOn).toBe(effects.find(({ text }) => text.startsWith('定级时限至'))?.day);
  });

  it('of a notice shows the paper as it will read', async () => {
    const caseId = await reportCase(town);
    await assignCase(town, caseId);
    await (await town.as('vgm')).command(caseId, 'accept-assignment');
    const ldc = await town.as('ldc');
    const body = { type: 'tishi', issuerUnitId: 'drill-town-chengyun', requirements: '更换灭火器，清理通道。' };
    const path = `/api/v1/cases/${caseId}/commands/issue-notice`;
    const shown = await preview(ldc, path, body, await versionOf(ldc, caseId));
    expect(shown.status).toBe(200);
    const papers = (shown.body as { effects: { paper?: object }[] }).effects.flatMap(({ paper }) => paper ?? []);
    expect(papers).toEqual([
      expect.objectContaining({ title: expect.any(String), issuerName: '城运中心', text: '更换灭火器，清理通道。' }),
    ]);
  });

  it('is refused as the command is, and that is written nowhere', async () => {
    const caseId = await reportCase(town);
    const vgg = await town.as('vgg');
    const path = `/api/v1/cases/${caseId}/commands/verify`;
    const version = await versionOf(vgg, caseId);
    const body = { method: 'documents', finding: '材料属实' };
    const before = await rowCounts(town);
    const shown = await preview(vgg, path, body, version);
    expect(await rowCounts(town)).toEqual(before);
    const refused = await vgg.post(path, body, { 'If-Match': `"${String(version)}"` });
    const without = (body: Record<string, unknown>) => ({ ...body, traceId: undefined });
    expect([shown.status, without(shown.body)]).toEqual([refused.status, without(refused.body)]);
    expect(shown.status).toBe(403);
    expect(await preview(vgg, path, body, version + 7)).toMatchObject({ status: 412 });
    expect(await preview(vgg, path, body)).toMatchObject({ status: 428 });
    expect(await preview(vgg, path, { method: 'hearsay' }, version)).toMatchObject({ status: 422 });
  });

  it('of a proposed talk and of its decision says who decides, and what follows', async () => {
    const caseId = await reportCase(town);
    await assignCase(town, caseId);
    const ofc = await town.as('ofc');
    const body = {
      act: 'interview',
      addressee: { subjectId: 'drill-company' },
      caseIds: [caseId],
      reason: '多次督促无效',
    };
    const before = await rowCounts(town);
    const shown = await preview(ofc, '/api/v1/escalations', body);
    expect(await rowCounts(town)).toEqual(before);
    expect([shown.status, shown.body.statusName]).toEqual([200, '已提请']);
    expect(textsOf(shown.body.effects, 'proposal')).toEqual(['提请「约谈」，由镇分管领导审批；批准后约谈']);
    const { escalationId } = (await ofc.post('/api/v1/escalations', body)).body as { escalationId: string };
    const l2 = await town.as('l2');
    const path = `/api/v1/escalations/${escalationId}/commands/decide-proposal`;
    const form = (await l2.get(`${path}/form`)).body as Form;
    const decision = await fill(form, l2, { now: new Date().toISOString() });
    expect(Object.keys(decision)).toEqual(['proposalId', 'decision', 'opinion']);
    const decided = await preview(l2, path, decision, Number(form.version));
    expect(decided.body).toMatchObject({ status: 'approved', statusName: '已批准', number: null });
    expect(textsOf(decided.body.effects, 'paper')).toEqual([
      expect.stringMatching(/^以.+名义制发《.+》，文号在办理时给出$/),
    ]);
    const done = await l2.post(path, decision, { 'If-Match': `"${String(form.version)}"` });
    expect(done.body.status).toBe('approved');
    const hold = (await ofc.get(`/api/v1/escalations/${escalationId}/commands/hold-interview/form`)).body as Form;
    const hosts = choicesOf(hold.schema.properties['hostPersonId'] ?? {}, {}).map(({ title }) => title);
    expect(hosts).toEqual(expect.arrayContaining(['专班主任丁', '副镇长乙']));
    expect(hosts).not.toContain('企业负责人丑');
  });

  it('takes no other word than true or false, and no key is needed for true alone', async () => {
    const vgg = await town.as('vgg');
    const body = await reportBody(vgg);
    expect(await vgg.post('/api/v1/cases?preview=1', body)).toMatchObject({ status: 422 });
    expect(await vgg.post('/api/v1/cases?preview=false', body, { 'Idempotency-Key': '' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    expect((await vgg.post('/api/v1/cases?preview=false', body)).status).toBe(201);
  });
});
