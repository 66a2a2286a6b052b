import type { EscalationCommand } from '../../domain/escalation/commands';
import { aDoor, aRectifying, onEscalation, obeyed, typesOf, type TestDoor } from '../support/record';

describe('what an escalation leaves to its cases', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const queued = () => test.rows('SELECT stream_id, cause FROM queued_effect ORDER BY stream_id');

  const absent = (): EscalationCommand => ({
    type: 'record-absence',
    reason: '未到',
    scheduledAt: test.now(),
    attachmentIds: [],
  });

  /** Two late cases of one subject in an interview that its leader has approved. */
  const anInterview = async (): Promise<{ escalationId: string; cases: string[] }> => {
    const { door } = test;
    const cases = [await aRectifying(door), await aRectifying(door)].sort();
    test.pass(6_000 + 15_000);
    await door.settlePage(10);
    const [open] = await test.rows("SELECT * FROM proposal_row WHERE act = 'interview'");
    const escalationId = String(open?.['stream_id']).slice('escalation:'.length);
    const proposalId = String(open?.['proposal_id']);
    const decide = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
    await obeyed(door, onEscalation('l2', escalationId, decide));
    test.pass(1_000);
    return { escalationId, cases };
  };

  it('is queued with the event that caused it, one for each case, and takes no lock on a case', async () => {
    const { escalationId, cases } = await anInterview();
    expect(await queued()).toEqual([]);
    const { body } = await obeyed(test.door, onEscalation('ldc', escalationId, absent()));
    const ended = body.events.find(({ type }) => type === 'completed');
    const cause = `escalation:${escalationId}:${String(ended?.seq ?? body.version)}`;
    const rows = await queued();
    expect(rows.map((row) => row['stream_id'])).toEqual(cases.map((caseId) => `case:${caseId}`));
    for (const row of rows) expect(String(row['cause']).startsWith(cause.slice(0, cause.lastIndexOf(':')))).toBe(true);
  });

  it('is carried out by the sweeper, once, and leaves no event on a case that waits for nothing', async () => {
    const { escalationId, cases } = await anInterview();
    await obeyed(test.door, onEscalation('ldc', escalationId, absent()));
    const before = await Promise.all(cases.map((caseId) => typesOf(test.door, `case:${caseId}`)));
    await test.door.settlePage(10);
    expect(await queued()).toEqual([]);
    expect(await Promise.all(cases.map((caseId) => typesOf(test.door, `case:${caseId}`)))).toEqual(before);
    expect(await test.door.setbacks()).toEqual([]);
  });

  it('waits like an overdue stream where its case cannot be settled, and holds up nobody', async () => {
    const { escalationId, cases } = await anInterview();
    await obeyed(test.door, onEscalation('ldc', escalationId, absent()));
    const [first = '', second = ''] = cases;
    const broken = `UPDATE stream SET file = REPLACE(file, '"version":"1.0.0"', '"version":"0.9.9"') WHERE stream_id = ?`;
    await test.fresh.sources.write.query(broken, [`case:${first}`]);
    await test.door.settlePage(10);
    expect((await queued()).map((row) => row['stream_id'])).toEqual([`case:${first}`]);
    expect((await test.door.setbacks()).map(({ streamId }) => streamId)).toEqual([`case:${first}`]);
    expect((await test.door.verifyChain(`case:${second}`)).valid).toBe(true);
  });
});

describe('what late cases leave to an escalation that is open', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const interview = async (): Promise<{ streamId: string; proposalId: string }> => {
    const [open] = await test.rows("SELECT * FROM proposal_row WHERE act = 'interview'");
    return { streamId: String(open?.['stream_id']), proposalId: String(open?.['proposal_id']) };
  };

  /** Two late cases that opened an interview, and a third one that its own timer has fired just now. */
  const oneMoreLate = async (): Promise<{ streamId: string; proposalId: string; third: string }> => {
    const cases = [await aRectifying(test.door), await aRectifying(test.door), await aRectifying(test.door)];
    test.pass(6_000 + 15_000);
    for (const caseId of cases.slice(0, 2)) await test.door.settle(`case:${caseId}`, 1, 0);
    const { streamId, proposalId } = await interview();
    const [, , third = ''] = cases;
    await test.door.settle(`case:${third}`, 1, 0);
    return { streamId, proposalId, third };
  };

  const joinedBy = (streamId: string) =>
    test.rows(`SELECT DISTINCT case_id FROM escalation_case WHERE escalation_id = '${streamId.slice(11)}'`);
  const waiting = () => test.rows('SELECT DISTINCT stream_id FROM queued_command');

  it('waits for it and is taken up by the next page, with a chain that holds and nothing twice', async () => {
    const { streamId, third } = await oneMoreLate();
    expect(await waiting()).toContainEqual({ stream_id: streamId });
    expect(await joinedBy(streamId)).not.toContainEqual({ case_id: third });
    await test.door.settlePage(10);
    expect(await waiting()).toEqual([]);
    expect(await joinedBy(streamId)).toContainEqual({ case_id: third });
    const before = await typesOf(test.door, streamId);
    await test.door.settlePage(10);
    expect(await typesOf(test.door, streamId)).toEqual(before);
    expect((await test.door.verifyChain(streamId)).valid).toBe(true);
  });

  it('comes before the decision of whoever is quicker than the page', async () => {
    const { streamId, proposalId, third } = await oneMoreLate();
    const decide = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
    await obeyed(test.door, onEscalation('l2', streamId.slice(11), decide));
    expect(await waiting()).not.toContainEqual({ stream_id: streamId });
    expect(await joinedBy(streamId)).toContainEqual({ case_id: third });
    const types = await typesOf(test.door, streamId);
    expect(types.lastIndexOf('case-joined')).toBeLessThan(types.indexOf('proposal-decided'));
  });

  it('stands under the command of who decided, not of who was late', async () => {
    const { streamId, proposalId } = await oneMoreLate();
    const decide = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
    await obeyed(test.door, onEscalation('l2', streamId.slice(11), decide));
    const keyed = await test.rows(`SELECT type FROM event WHERE stream_id = '${streamId}' AND cmd_key IS NOT NULL`);
    expect(keyed).toEqual([{ type: 'proposal-decided' }]);
  });
});
