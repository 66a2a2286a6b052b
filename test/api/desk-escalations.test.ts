/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { openTown, gradeCase, reportCase, type TestTown } from '../support/open-town';

let now = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let caseId: string;
let escalationId: string;

const inTown = async (username: string) => town.as(username);

const give = async (username: string, command: string, body: object): Promise<number> => {
  const person = await inTown(username);
  const path = `/api/v1/escalations/${escalationId}`;
  const { version } = (await person.get(path)).body;
  const reply = await person.post(`${path}/commands/${command}`, body, { 'If-Match': `"${String(version)}"` });
  return reply.status;
};

const must = async (username: string, command: string, body: object): Promise<void> => {
  const reply = await (await inTown(username)).command(caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
};

const open = async (act: string, addressee: object): Promise<void> => {
  const opened = await (
    await inTown('ofc')
  ).post('/api/v1/escalations', { act, addressee, caseIds: [caseId], reason: '屡次逾期' });
  if (opened.status !== 201) throw new Error(opened.text);
  escalationId = String(opened.body.escalationId);
};

const decide = async (username: string): Promise<number> => {
  const { items } = (await (await inTown(username)).get('/api/v1/inbox')).body;
  const item = items.find((one: { escalationId?: string }) => one.escalationId === escalationId);
  return give(username, 'decide-proposal', {
    proposalId: item?.proposalId ?? 'none',
    decision: 'approve',
    opinion: '阅',
  });
};

const holders = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const username of ['l1', 'l2', 'ofc', 'ofd', 'ldc', 'vgm', 'enm', 'ens', 'ru']) {
    const { items } = (await (await inTown(username)).get('/api/v1/worklist?limit=200')).body;
    if (items.some((item: { escalationId?: string }) => item.escalationId === escalationId)) found.push(username);
  }
  return found;
};

const allowed = async (username: string, command: string): Promise<object> => {
  const { allowedCommands } = (await (await inTown(username)).get(`/api/v1/escalations/${escalationId}`)).body;
  return allowedCommands.find((one: { command: string }) => one.command === command);
};

beforeAll(async () => {
  town = await openTown({ now: () => now });
  caseId = await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
  await gradeCase(town, caseId, ['drill-company', 'drill-landlord']);
});
afterAll(() => town.close());

describe('the clocks of a 约谈', () => {
  it('are in the worklist of who owes them and of the office, one after the other, and counted', async () => {
    await open('interview', { subjectId: 'drill-company' });
    expect(await holders()).toEqual(expect.arrayContaining(['l2', 'ofc', 'ofd']));
    expect(await decide('l2')).toBe(200);
    // `ldc` is also a head of the office.
    expect(await holders()).toEqual(['ofc', 'ofd', 'ldc']);
    const { counters, items } = (await (await inTown('ofc')).get('/api/v1/worklist')).body;
    expect(items).toContainEqual(
      expect.objectContaining({ escalationId, act: 'interview', status: 'approved', caseIds: [caseId] }),
    );
    expect(Number(counters.overdue) + Number(counters.withinThreeDays)).toBe(items.length);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await (
        await inTown('ofc')
      ).get(`/api/v1/worklist?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(paged).toEqual(items);
    const ofc = await inTown('ofc');
    await give('ofc', 'hold-interview', { heldAt: now, hostPersonId: ofc.personId, attendees: ['王某'] });
    expect(await holders()).toEqual(['ofc', 'ofd', 'ldc', 'enm', 'ens']);
    now = '2026-03-20T02:00:00.000Z';
    await give('enm', 'file-interview-report', { text: '已整改' });
    expect(await holders()).toEqual([]);
  });
});

describe('buttons and inbox of an escalation', () => {
  it('say what stands in the record by now: who is under protection is not talked to', async () => {
    await open('interview', { subjectId: 'drill-landlord' });
    expect(await decide('l2')).toBe(200);
    expect(await allowed('ofc', 'hold-interview')).toMatchObject({ allowed: true });
    await town.database.sources.write.query(
      "UPDATE subject SET protected_person = 1 WHERE subject_id = 'drill-landlord'",
    );
    expect(await allowed('ofc', 'hold-interview')).toMatchObject({
      allowed: false,
      reason: { code: 'protected-person' },
    });
  });

  it('ask the leader who decides it today, once a case of it has become 重大', async () => {
    const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-pingan', reason: '就近' };
    await must('ofc', 'assign', units);
    await open('circular', { unitId: 'drill-town-pingan' });
    const waits = async (username: string): Promise<boolean> =>
      (await (await inTown(username)).get('/api/v1/inbox')).body.items.some(
        (item: { escalationId?: string }) => item.escalationId === escalationId,
      );
    expect([await waits('l2'), await waits('l1')]).toEqual([true, false]);
    await town.database.sources.write.query("UPDATE case_row SET grade = 'major' WHERE case_id = ?", [caseId]);
    expect([await waits('l2'), await waits('l1')]).toEqual([false, true]);
  });
});

describe('the report of a 约谈 of somebody without an account', () => {
  it('is found, read and filed by the responsible unit of its case', async () => {
    const made = await (await inTown('ofc')).post('/api/v1/subjects', { name: '独户小店', kind: 'sole-trader' });
    const subjectIds = [String(made.body.subjectId)];
    caseId = await reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z' });
    await gradeCase(town, caseId, subjectIds);
    const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
    await must('ofc', 'assign', units);
    await open('interview', { subjectId: subjectIds[0] });
    const path = `/api/v1/escalations/${escalationId}`;
    const reads = async (username: string): Promise<number> => (await (await inTown(username)).get(path)).status;
    expect([await reads('vgm'), await reads('ru')]).toEqual([403, 403]);
    await decide('l2');
    const { personId } = await inTown('ofc');
    await give('ofc', 'hold-interview', { heldAt: now, hostPersonId: personId, attendees: ['店主'] });
    expect([await reads('vgm'), await reads('ru')]).toEqual([200, 403]);
    expect(await holders()).toEqual(['ofc', 'ofd', 'ldc', 'vgm']);
    expect(await allowed('vgm', 'file-interview-report')).toMatchObject({ allowed: true });
    // A unit of the town that has no part in its cases hears neither version nor state, nor who is staffed.
    for (const version of [1, 99]) {
      const told = await (
        await inTown('ru')
      ).post(`${path}/commands/file-interview-report`, { text: '已整改' }, { 'If-Match': `"${String(version)}"` });
      expect([told.status, told.headers['etag'], told.body.reason]).toEqual([403, undefined, 'not-your-task']);
      expect(told.body.whoCan).toEqual(['ENm', 'OW', 'VGm', 'RU', 'LDd', 'OFd', 'EFh', 'ST']);
    }
    const signedAttachmentIds = await (await inTown('vgm')).photos(1);
    const report = { text: '已整改', onBehalf: true, signedAttachmentIds };
    expect(await give('vgm', 'file-interview-report', { ...report, reuseReason: '同一材料' })).toBe(422);
    expect(await give('vgm', 'file-interview-report', report)).toBe(200);
    expect(await holders()).toEqual([]);
  });
});
