import { openTown, reportCase, gradeCase, type TestTown } from '../support/open-town';

let now = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let caseId: string;

interface Read {
  status: string;
  version: number;
  cycle: number;
  cycles?: { cycle: number; failedRechecks: object[]; dateChanges: object[] }[];
  papers: { documentId: string }[];
  openProposals: { proposalId: string; act: string }[];
  escalations: { escalationId: string; act: string }[];
  labels: Record<string, Record<string, string>>;
  names: Record<string, string>;
}

const read = async (username: string, id = caseId, query = ''): Promise<Read> =>
  (await (await town.as(username)).get(`/api/v1/cases/${id}${query}`)).body as Read;

const must = async (username: string, command: string, body: object = {}, id = caseId): Promise<void> => {
  const reply = await (await town.as(username)).command(id, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
};

const decide = async (username: string, act: string): Promise<void> => {
  const open = (await read(username)).openProposals.find((proposal) => proposal.act === act);
  await must(username, 'decide-proposal', { proposalId: open?.proposalId, decision: 'approve', opinion: '同意' });
};

const photos = async (username: string): Promise<string[]> => (await town.as(username)).photos(1);

const assigned = async (): Promise<string> => {
  const id = await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
  await gradeCase(town, id);
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  await must('ofc', 'assign', units, id);
  return id;
};

const recheck = async (result: 'passed' | 'failed', findings: string): Promise<void> => {
  await must('ens', 'request-recheck', {
    report: '已整改',
    beforeAttachmentIds: await photos('ens'),
    afterAttachmentIds: await photos('ens'),
  });
  await must('ldc', 'start-recheck');
  await must('ldc', 'record-recheck', { result, findings, attachmentIds: await photos('ldc') });
};

beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025', now: () => now });
  caseId = await assigned();
  await must('vgm', 'accept-assignment');
  await must('ldc', 'issue-notice', {
    type: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'drill-town-chengyun',
    requirements: '加装灭火器',
    dueOn: '2026-03-27',
  });
  const documentId = (await read('ldc')).papers[0]?.documentId;
  await must('ldc', 'record-service', { documentId, mode: 'direct', servedAt: now, recipientName: '经理' });
});
afterAll(async () => {
  await town.close();
});

describe('U-54 what happened in each cycle', () => {
  it('has the extension with the old and the new date', async () => {
    now = '2026-03-05T02:00:00.000Z';
    await must('enm', 'propose', {
      act: 'extend',
      reason: '设备未到货',
      newDueOn: '2026-04-10',
      measures: '停止充电',
      attachmentIds: await photos('enm'),
    });
    await decide('ldd', 'extend');
    const { cycles, labels } = await read('ofc');
    expect(cycles).toEqual([
      {
        cycle: 1,
        failedRechecks: [],
        dateChanges: [{ at: now, kind: 'extended', oldDueOn: '2026-03-27', newDueOn: '2026-04-10' }],
      },
    ]);
    expect(labels['date-change']).toEqual({ extended: '延期' });
  });

  it('has each failed re-check with its day, findings and who found it, also in the cycle after', async () => {
    now = '2026-03-06T02:00:00.000Z';
    await recheck('failed', '灭火器未到位');
    now = '2026-03-09T02:00:00.000Z';
    await recheck('passed', '符合要求');
    await decide('ofd', 'close');
    now = '2026-03-27T02:00:00.000Z';
    await must('vgg', 'record-watch-visit', { result: 'found-again', attachmentIds: await photos('vgg') });
    await decide('ofd', 'relapse');
    now = '2026-03-30T02:00:00.000Z';
    await recheck('failed', '再次堆放');
    const { cycles, names } = await read('ens');
    const by = expect.objectContaining({ kind: 'person', personId: town.people['ldc'] }) as object;
    expect(cycles).toMatchObject([
      { cycle: 1, failedRechecks: [{ at: '2026-03-06T02:00:00.000Z', findings: '灭火器未到位', by }] },
      { cycle: 2, failedRechecks: [{ at: now, findings: '再次堆放', by }], dateChanges: [] },
    ]);
    expect(names[town.people['ldc'] ?? '']).toBeDefined();
    // The paper of the first is told from what the second is to have.
    expect((await read('ens')).papers).toMatchObject([{ cycle: 1 }]);
  });

  it('is as far as it had come on an earlier day', async () => {
    const { cycles } = await read('ofc', caseId, '?asOf=2026-03-05T12:00:00.000Z');
    expect(cycles).toMatchObject([{ cycle: 1, failedRechecks: [], dateChanges: [{ newDueOn: '2026-04-10' }] }]);
  });

  it('is not told to who only reported', async () => {
    const own = await reportCase(town, 'rp', { foundAt: '2026-03-04T01:00:00.000Z' });
    expect((await read('ofc', own)).cycles).toEqual([{ cycle: 1, failedRechecks: [], dateChanges: [] }]);
    expect(await read('rp', own)).not.toHaveProperty('cycles');
  });
});

describe('U-54 the 约谈 that late cases were counted into', () => {
  it('is shown in each of them, those before it was opened as well', async () => {
    now = '2026-04-01T02:00:00.000Z';
    const late: string[] = [];
    for (let n = 0; n < 3; n += 1) late.push(await assigned());
    // Nobody of the village accepts: the third late one opens the 约谈 of its unit, over all three.
    now = '2026-04-03T02:00:00.000Z';
    await town.record.door.settlePage(50);
    const shown = await Promise.all(late.map((id) => read('ofc', id)));
    const interviews = shown.map(({ escalations }) => escalations.filter(({ act }) => act === 'interview'));
    expect(interviews.map((links) => links.length)).toEqual([1, 1, 1]);
    expect(new Set(interviews.flat().map(({ escalationId }) => escalationId)).size).toBe(1);
  });
});
