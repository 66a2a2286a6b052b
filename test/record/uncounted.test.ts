import type { CaseEnvelope } from '../../domain/case/facts';
import { prefetch } from '../../record/answers';
import { deadlineRows } from '../../record/write-deadlines';
import { aDoor, aRectifying, type TestDoor } from '../support/record';

describe('a miss under an order that was cancelled', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('stays fired and is not counted; one before the service of the order still is', async () => {
    const caseId = await aRectifying(test.door);
    const streamId = `case:${caseId}`;
    const runner = test.fresh.sources.write.createQueryRunner();
    const run = (sql: string, params: unknown[]) => runner.query(sql, params);
    await run("UPDATE deadline SET state = 'fired' WHERE stream_id = ? AND clock = 'rectify' AND level = 0", [
      streamId,
    ]);
    const [fired] = await test.rows(
      "SELECT due_at, addressee FROM deadline WHERE stream_id = ? AND clock = 'rectify' AND level = 0",
      [streamId],
    );
    const late = async (): Promise<number> => {
      const question = {
        ask: 'late-cases',
        streamId: 'case:other',
        addressee: String(fired?.['addressee']),
        since: '2000-01-01T00:00:00.000Z',
      } as const;
      const counting = prefetch([question], true).statements.at(-1);
      return (await test.rows(counting?.sql ?? '', (counting?.params ?? []).map(String))).length;
    };
    const uncount = async (since: string): Promise<void> => {
      const body = { uncounts: { clocks: ['rectify'], since } };
      const [mark] = deadlineRows([{ streamId, seq: 99, at: since, body } as unknown as CaseEnvelope]);
      await run(mark?.sql ?? '', [...(mark?.params ?? [])]);
    };
    expect(await late()).toBe(1);
    await uncount(String(fired?.['due_at']));
    expect(await late()).toBe(1);
    await uncount('2000-01-01T00:00:00.000Z');
    expect(await late()).toBe(0);
    await runner.release();
    expect(
      await test.rows("SELECT state, reason FROM deadline WHERE stream_id = ? AND clock = 'rectify' AND level = 0", [
        streamId,
      ]),
    ).toEqual([{ state: 'fired', reason: 'uncounted' }]);
  });
});
