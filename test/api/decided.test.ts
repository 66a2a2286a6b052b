import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let at = Date.parse('2026-03-04T02:00:00.000Z');
let town: TestTown;
let voided: string;
let kept: string;
let escalationId: string;

beforeAll(async () => {
  town = await openTown({ now: () => new Date(at).toISOString() });
});
afterAll(async () => {
  await town.close();
});

interface Decided {
  caseId?: string;
  escalationId?: string;
  act: string;
  decision: string;
  opinion: string;
  title: string;
  number: string | null;
  final: boolean;
}

const decidedBy = async (username: string, query = ''): Promise<{ items: Decided[]; nextCursor: string | null }> => {
  const reply = await (await town.as(username)).get(`/api/v1/inbox/decided${query}`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.body as { items: Decided[]; nextCursor: string | null };
};

const proposedVoid = async (title: string): Promise<string> => {
  const caseId = await reportCase(town, 'vgg', { title, foundAt: '2026-03-04T01:00:00.000Z' });
  const ldc = await town.as('ldc');
  const attachmentIds = await ldc.photos(1);
  const reply = await ldc.command(caseId, 'propose', { act: 'void', reason: '现场不存在', attachmentIds });
  if (reply.status !== 200) throw new Error(reply.text);
  return caseId;
};

/** Decides the first thing in the inbox of somebody, a little later. */
const decide = async (username: string, decision: 'approve' | 'reject', opinion: string): Promise<void> => {
  at += 100;
  const person = await town.as(username);
  const { items } = (await person.get('/api/v1/inbox')).body as {
    items: { caseId?: string; escalationId?: string; proposalId: string; version: number }[];
  };
  const [item] = items;
  if (item === undefined) throw new Error(`nothing waits for ${username}`);
  const path = item.caseId === undefined ? `escalations/${String(item.escalationId)}` : `cases/${item.caseId}`;
  const reply = await person.post(
    `/api/v1/${path}/commands/decide-proposal`,
    { proposalId: item.proposalId, decision, opinion },
    { 'If-Match': `"${String(item.version)}"` },
  );
  if (reply.status !== 200) throw new Error(reply.text);
};

describe('what somebody has decided', () => {
  it('is empty for who has decided nothing', async () => {
    expect(await decidedBy('ofd')).toMatchObject({ items: [], nextCursor: null });
  });

  it('is listed to himself with his words, the last first, and to nobody else', async () => {
    voided = await proposedVoid('第一起');
    await decide('ofd', 'approve', '同意，情况属实');
    kept = await proposedVoid('第二起');
    await decide('ofd', 'reject', '请补充现场照片');
    const { items } = await decidedBy('ofd');
    expect(items).toMatchObject([
      { caseId: kept, act: 'void', decision: 'reject', opinion: '请补充现场照片', title: '第二起', final: true },
      { caseId: voided, act: 'void', decision: 'approve', opinion: '同意，情况属实', title: '第一起', final: true },
    ]);
    expect((await decidedBy('ofd2')).items).toEqual([]);
    expect((await decidedBy('ldc')).items).toEqual([]);
  });

  it('stays as it was when the case goes on', async () => {
    at += 100;
    await gradeCase(town, kept);
    expect((await decidedBy('ofd')).items[0]).toMatchObject({ caseId: kept, decision: 'reject' });
    expect((await decidedBy('ofd')).items[0]?.number).not.toBeNull();
  });

  it('has decisions on escalations, by the name of whom they speak to', async () => {
    const reply = await (
      await town.as('ofc')
    ).post('/api/v1/escalations', {
      act: 'interview',
      addressee: { subjectId: 'drill-company' },
      caseIds: [kept],
      reason: '屡次逾期',
    });
    escalationId = String(reply.body.escalationId);
    await decide('l2', 'approve', '同意约谈');
    expect((await decidedBy('l2')).items).toMatchObject([
      { escalationId, act: 'interview', decision: 'approve', title: '白鹤梅桥物业服务有限公司', number: null },
    ]);
  });

  it('is read page by page, and names its codes', async () => {
    const first = await decidedBy('ofd', '?limit=1');
    const second = await decidedBy('ofd', `?limit=1&cursor=${String(first.nextCursor)}`);
    expect([...first.items, ...second.items].map(({ caseId }) => caseId)).toEqual([kept, voided]);
    expect(second.nextCursor).toBeNull();
    expect(first).toMatchObject({
      labels: { 'proposal-act': { void: '认定不属实' }, decision: { reject: expect.any(String) } },
    });
  });
});

describe('what has no shape of its own', () => {
  it('has the Chinese names of its fields beside it', async () => {
    const log = await (await town.as('ofd')).get(`/api/v1/cases/${kept}/events`);
    const { labels } = log.body as { labels: Record<string, Record<string, string>> };
    expect(labels['field']).toMatchObject({ finding: '核实情况', opinion: '意见' });
  });
});
