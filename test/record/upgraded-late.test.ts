import { proposingMajor } from '../unit/case/major-scenes';
import { aDoor, aGraded, commanding, fileOf, obeyed, type TestDoor } from '../support/record';

/** A case that has long been late when it is confirmed as 重大 counts at once, and may open what comes next on the ladder. */
describe('a late case that is confirmed as 重大', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor();
    await test.fresh.sources.write.query("UPDATE town SET pack_id = 'baihe-2025', pack_version = '1.1.0'");
  });
  afterEach(() => test.close());

  const to = (instant: string): void => {
    test.pass(Date.parse(instant) - Date.parse(test.now()));
  };

  it.each(['2025-09-19', '2025-09-24', '2025-09-25', '2025-10-16'])(
    'opens or joins the circular of a unit that had its interview, on %s',
    async (day) => {
      const { door } = test;
      const caseId = await aGraded(door);
      const give = (personId: string, command: Parameters<typeof commanding>[2]) =>
        obeyed(door, commanding(personId, caseId, command));
      // Nobody assigns it: the unit that holds it is late, and is talked to.
      for (let n = 0; n < 40 && test.now() < `${day}T02:00:00.000Z`; n += 1) {
        test.pass(86_400_000);
        await door.settlePage(50);
        await door.settlePage(50);
      }
      to(`${day}T03:00:00.000Z`);
      await give('ldd', proposingMajor('exit-blocked', 'gb35181-2017'));
      const { proposals } = await fileOf(door, caseId);
      const proposalId = proposals.find(({ act }) => act === 'confirm-major')?.proposalId ?? '';
      await give('l2', { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '符合' });
      const file = await fileOf(door, caseId);
      expect(file.grade).toBe('major');
      for (const { escalationId } of file.escalations)
        expect(await door.verifyChain(`escalation:${escalationId}`)).toMatchObject({ valid: true });
      expect(await test.rows('SELECT act, status FROM escalation_row ORDER BY act')).toEqual([
        { act: 'circular', status: 'proposed' },
        { act: 'interview', status: 'proposed' },
      ]);
    },
  );
});
