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
