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
