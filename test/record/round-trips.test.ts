import { CounterRow } from '../../entities/ledger.entity';
import { onServer } from '../support/database';
import { aDoor, aLead, commanding, obeyed, reporting, said, type TestDoor } from '../support/record';

/** SQLite begins its transactions in a call of their own. */
const roundTrips = (count: number): number => (onServer ? count : count + 1);

describe('round trips to the database', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const rounds = (): number[] => test.seen.splice(0).flatMap((one) => (one.name === 'transaction' ? [one.rounds] : []));

  it('are two of a command, three where it takes a number, whatever it writes', async () => {
    const caseId = await aLead(test.door);
    rounds();
    await obeyed(test.door, commanding('ofc', caseId, { type: 'verify', method: 'documents', finding: '属实' }));
    expect(rounds().at(-1)).toBe(roundTrips(3));
    expect(said(await test.door.execute(reporting('vgg'))).status).toBe(201);
    expect(rounds()).toEqual([roundTrips(2)]);
  });

  it('are one of each statement of a write beside the streams, besides its key, its line of the audit log and the commit', async () => {
    const key = { scope: 'x' };
    const done = await test.door.administer({
      ...{ personId: 'sa', idempotencyKey: 'k', requestHash: 'h', traceId: 't', action: 'tried', townId: null },
      work: async (tx) => {
        await tx.insert(CounterRow, { ...key, n: 1 });
        const changed = await tx.update(CounterRow, { n: 2 }, { ...key, n: [1, 7] });
        const found = await tx.find(CounterRow, key);
        const there = [await tx.exists(CounterRow, key), await tx.exists(CounterRow, { scope: 'y' })];
        const gone = await tx.delete(CounterRow, key);
        const body = JSON.stringify({ changed, found, there, gone });
        return { answer: { status: 200, contentType: 'application/json', body }, ref: 'x', data: {} };
      },
    });
    expect(said(done).body).toEqual({
      changed: 1,
      found: [{ scope: 'x', n: 2 }],
      there: [true, false],
      gone: 1,
    });
    expect(rounds()).toEqual([roundTrips(9)]);
  });
});
