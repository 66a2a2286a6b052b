import type { EscalationCommand } from '../../domain/escalation/commands';
import { circularOn } from '../support/circular';
import {
  aDoor,
  aRectifying,
  caseIdOf,
  commanding,
  fileOf,
  obeyed,
  onEscalation,
  opening,
  reporting,
  said,
  typesOf,
  type TestDoor,
} from '../support/record';

describe('late cases of one addressee', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('share one escalation of each act, however many settle at once', async () => {
    const { door } = test;
    const cases: string[] = [];
    for (let count = 0; count < 50; count += 1) cases.push(await aRectifying(door));
    test.pass(6_000 + 15_000);
    const page = await door.settlePage(200);
    // The fifty, and the two escalations that most of them waited for.
    expect(page).toEqual({ settled: 52, more: false });
    const acts = await test.rows(
      'SELECT act, status, COUNT(*) AS n FROM escalation_row GROUP BY act, status ORDER BY act',
    );
    expect(acts).toEqual([
      { act: 'interview', status: 'proposed', n: 1 },
      { act: 'supervise', status: 'approved', n: 1 },
    ]);
    const linked = await test.rows("SELECT DISTINCT case_id FROM escalation_case WHERE act = 'interview'");
    expect(linked).toHaveLength(50);
    const [joined] = await test.rows("SELECT escalation_id FROM escalation_row WHERE act = 'interview'");
    expect(await door.verifyChain(`escalation:${String(joined?.['escalation_id'])}`)).toMatchObject({ valid: true });
    for (const caseId of cases) expect((await door.verifyChain(`case:${caseId}`)).valid).toBe(true);
  });

  it('are told of in the inbox of who decides, and the decision is a command on the escalation', async () => {
    const { door } = test;
    await aRectifying(door);
    test.pass(6_000 + 15_000);
    await door.settlePage(10);
    const [open] = await test.rows("SELECT * FROM proposal_row WHERE act = 'interview'");
    expect(open).toMatchObject({ kind: 'escalation', state: 'open', town_id: 'baihe', proposed_by: 'system' });
    const escalationId = String(open?.['stream_id']).slice('escalation:'.length);
    const proposalId = String(open?.['proposal_id']);
    const decide = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
    const { body } = await obeyed(door, onEscalation('l2', escalationId, decide));
    expect(body.status).toBe('approved');
    expect(await test.rows("SELECT state FROM proposal_row WHERE act = 'interview'")).toEqual([{ state: 'approved' }]);
    expect(await test.rows("SELECT number FROM paper WHERE type = 'yuetan-tongzhi'")).toHaveLength(1);
    expect(await test.rows("SELECT join_key FROM escalation_row WHERE act = 'interview'")).toEqual([
      { join_key: null },
    ]);
  });

  it('name on the case the escalation they joined, as the cause of joining it', async () => {
    const { door } = test;
    const caseId = await aRectifying(door);
    test.pass(6_000 + 7_000);
    await door.settlePage(10);
    const [link] = (await fileOf(door, caseId)).escalations;
    const events = await door.loadStream(`escalation:${link?.escalationId ?? ''}`);
    const rung = (await door.loadStream(`case:${caseId}`)).find(
      ({ body }) => 'escalationId' in body && body.escalationId === link?.escalationId,
    );
    expect(events[0]?.cause).toBe(`case:${caseId}:${rung?.seq ?? 0}`);
  });

  it('fire once when the workflow, the sweeper and a person come at the same time', async () => {
    const caseId = await aRectifying(test.door);
    const { version } = await fileOf(test.door, caseId);
    test.pass(6_000 + 3_000);
    await Promise.all([
      test.door.settle(`case:${caseId}`, 1, version),
      test.another().settle(`case:${caseId}`, 1, version),
      test.another().settlePage(10),
    ]);
    const types = await typesOf(test.door, `case:${caseId}`);
    expect(types.filter((type) => type === 'deadline-missed')).toHaveLength(1);
    const fired = await test.rows("SELECT clock FROM deadline WHERE state = 'fired' AND level = 0");
    expect(fired).toEqual([{ clock: 'rectify' }]);
  });

  it('keep a person from opening a second one of the same act', async () => {
    const caseId = await aRectifying(test.door);
    expect(said(await test.door.execute(opening('ofc', circularOn(caseId)))).status).toBe(201);
    expect(said(await test.door.execute(opening('ldc', circularOn(caseId)))).body).toMatchObject({
      code: 'conflict',
      reason: 'already-open',
    });
    expect(await test.rows('SELECT COUNT(*) AS n FROM escalation_row')).toEqual([{ n: 1 }]);
  });

  it('take minutes and a report with photos of who files them, or of the escalation itself, and no others', async () => {
    const { door } = test;
    await aRectifying(door);
    test.pass(6_000 + 15_000);
    await door.settlePage(10);
    const [open] = await test.rows("SELECT stream_id, proposal_id FROM proposal_row WHERE act = 'interview'");
    const escalationId = String(open?.['stream_id']).slice('escalation:'.length);
    const give = async (personId: string, command: EscalationCommand) =>
      said(await door.execute(onEscalation(personId, escalationId, command)));
    const proposalId = String(open?.['proposal_id']);
    await give('l2', { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' });
    const heldAt = await door.now();
    expect(
      (await give('ldd', { type: 'hold-interview', heldAt, hostPersonId: 'ldd', attendees: ['张三'] })).status,
    ).toBe(200);
    const uses = (): Promise<unknown[]> =>
      test.rows('SELECT attachment_id FROM attachment_use WHERE stream_id = ?', [`escalation:${escalationId}`]);
    for (const foreign of ['a1', 'nobody']) {
      const minutes = { type: 'file-minutes', text: '纪要', attachmentIds: ['ldd-photo', foreign] } as const;
      expect((await give('ldd', { ...minutes, attachmentIds: [...minutes.attachmentIds] })).body.reason).toBe(
        'attachment-unknown',
      );
    }
    expect(await uses()).toEqual([]);
    expect((await give('ldd', { type: 'file-minutes', text: '纪要', attachmentIds: ['ldd-photo'] })).status).toBe(200);
    const report = (...attachmentIds: string[]) =>
      give('enm', { type: 'file-interview-report', text: '报告', attachmentIds });
    expect((await report('a2')).body.reason).toBe('attachment-unknown');
    expect((await report('enm-photo', 'ldd-photo')).status).toBe(200);
    expect(await uses()).toHaveLength(2);
  });

  it('U-29: that their reporters withdraw leave the undecided interview, which ends with the last', async () => {
    const { door } = test;
    const leads: string[] = [];
    for (let count = 0; count < 3; count += 1) leads.push(caseIdOf(await obeyed(door, reporting('vgg'))));
    test.pass(60_000);
    await door.settlePage(20);
    const interview = "SELECT escalation_id, status FROM escalation_row WHERE act = 'interview'";
    expect(await test.rows(interview)).toMatchObject([{ status: 'proposed' }]);
    for (const caseId of leads)
      await obeyed(door, commanding('vgg', caseId, { type: 'withdraw-lead', reason: '误报' }));
    expect(await test.rows(interview)).toMatchObject([{ status: 'withdrawn' }]);
    expect(await test.rows('SELECT case_id FROM escalation_case')).toEqual([]);
    expect(await test.rows("SELECT state FROM proposal_row WHERE state = 'open'")).toEqual([]);
    for (let count = 0; count < 2; count += 1) await obeyed(door, reporting('vgg'));
    test.pass(5_000);
    await door.settlePage(20);
    expect(await test.rows(interview)).toHaveLength(1);
  });

  it('U-38: take the paper of a withdrawn circular back, keep its number, and let no proposer do it', async () => {
    const { door } = test;
    const caseId = await aRectifying(door);
    const cases = [{ caseId, cycle: 7, major: true }];
    const named = { addressee: 'subject:s1', addresseeName: '某物业公司', addresseeIsCompany: true } as const;
    const open = {
      type: 'open',
      act: 'circular',
      ...named,
      byLadder: false,
      reason: '屡次逾期',
      why: 'named',
    } as const;
    const { body } = await obeyed(door, opening('ofd', { ...open, hostUnitId: 'chengyun', cases }));
    const escalationId = body.streamId.slice('escalation:'.length);
    const give = async (personId: string, command: EscalationCommand) =>
      said(await door.execute(onEscalation(personId, escalationId, command)));
    const file = await door.loadFile(body.streamId);
    expect(file).toMatchObject({ cases: [{ caseId, cycle: 1, major: false }] });
    const heardAt = await door.now();
    await give('ofc', { type: 'hear-company', statement: '无异议', heardAt });
    const proposalId = file?.proposals[0]?.proposalId ?? '';
    await give('l2', { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' });
    expect((await give('ofd', { type: 'withdraw-circular', reason: '有误' })).status).toBe(403);
    expect((await give('ofc', { type: 'withdraw-circular', reason: '有误' })).status).toBe(200);
    const papers = await test.rows("SELECT state, number FROM paper WHERE type = 'tongbao'");
    expect(papers).toEqual([{ state: 'withdrawn', number: expect.stringMatching(/1号$/) }]);
  });

  it('do not hold up an unrelated case', async () => {
    const caseId = caseIdOf(await obeyed(test.door, reporting('vgg')));
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported']);
  });
});
