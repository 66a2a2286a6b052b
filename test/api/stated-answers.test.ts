import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let now = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let caseId: string;

const must = async (username: string, command: string, body: object = {}): Promise<void> => {
  const reply = await (await town.as(username)).command(caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
};
const photos = async (username: string): Promise<string[]> => (await town.as(username)).photos(1);

beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025', now: () => now });
  caseId = await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
  await gradeCase(town, caseId);
  await must('ldc', 'fix-on-the-spot', {
    attachmentIds: [...(await photos('ldc')), ...(await photos('ldc'))],
    subjectSignature: '经理',
  });
  const { openProposals } = (await (await town.as('ofd')).get(`/api/v1/cases/${caseId}`)).body;
  const [{ proposalId }] = openProposals as [{ proposalId: string }];
  await must('ofd', 'decide-proposal', { proposalId, decision: 'approve', opinion: '同意' });
  now = '2026-03-04T03:00:00.000Z';
});
afterAll(() => town.close());

describe('the form of a visit that is too early to be clean', () => {
  it('leaves the other answer to be given, and says why the first cannot be', async () => {
    const vgm = await town.as('vgm');
    const { schema, warnings } = (await vgm.get(`/api/v1/cases/${caseId}/commands/record-watch-visit/form`)).body;
    expect(schema.properties.result).toMatchObject({ oneOf: [{ const: 'found-again', title: expect.any(String) }] });
    expect(schema.properties.result).not.toHaveProperty('const');
    expect(schema.properties.result).not.toHaveProperty('default');
    expect(warnings).toContainEqual({ field: '/result', text: expect.stringContaining('现在不能选') });
  });
});

describe('the form of a grading of a report that names no subject', () => {
  it('offers no clause that is not in force on the day', async () => {
    now = '2025-04-21T02:00:00.000Z';
    const early = await openTown({ packId: 'baihe-2025', now: () => now });
    try {
      const where = { siteId: undefined, place: { address: '梅桥村 9 号' }, villageUnitId: 'drill-town-meiqiao' };
      const more = { ...where, hazardType: 'exit-blocked', subjectIds: [], foundAt: '2025-04-21T01:00:00.000Z' };
      const id = await reportCase(early, 'vgg', more);
      const verified = await (await early.as('ofc')).command(id, 'verify', { method: 'documents', finding: '属实' });
      expect(verified.status).toBe(200);
      const { schema } = (await (await early.as('ldc')).get(`/api/v1/cases/${id}/commands/grade/form`)).body;
      const clauses = (schema.properties.clauseId.oneOf as { const: string }[]).map((one) => one.const);
      expect(clauses).toContain('xiaofang-28');
      expect(clauses).not.toContain('gb35181-2025');
    } finally {
      await early.close();
    }
  });
});
