import { createLogger } from '../../logger';
import { statement } from '../../record/sql';
import { createStore } from '../../record/store';
import { NeedsCounters, transact } from '../../record/transaction';
import { onServer } from '../support/database';
import { aDoor, aLead, aRectifying, commanding, fileOf, obeyed, type TestDoor } from '../support/record';

const firstWorkingDay = '2026-01-05T01:00:00.000Z';

describe('U-18 on the first working day of January', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
    test.pass(Date.parse('2025-12-31T08:00:00.000Z') - Date.parse(test.now()));
  });
  afterEach(() => test.close());

  const untilJanuary = (): void => {
    test.pass(Date.parse(firstWorkingDay) - Date.parse(test.now()));
  };
  const scopes = async (): Promise<string[]> =>
    (await test.rows('SELECT scope FROM counter ORDER BY scope')).map((row) => String(row['scope']));
  const taken = (): { transactions: number; retries: number } => {
    const seen = test.seen.splice(0);
    return {
      transactions: seen.filter(({ name }) => name === 'transaction').length,
      retries: seen.filter(({ name }) => name === 'retry').length,
    };
  };

  it('U-18 a settle on fresh counters of several scopes runs twice, with one making of counters between', async () => {
    const caseId = await aRectifying(test.door);
    const before = await scopes();
    untilJanuary();
    taken();
    expect((await test.door.settle(`case:${caseId}`, 1, 0)).outcome).toBe('settled');
    const fresh = (await scopes()).filter((scope) => !before.includes(scope));
    expect(fresh.filter((scope) => scope.startsWith('paper:') && scope.endsWith(':2026')).length).toBeGreaterThan(1);
    expect(fresh.filter((scope) => scope.startsWith('late:')).length).toBeGreaterThan(1);
    expect(taken()).toEqual({ transactions: 3, retries: 0 });
  });

  it('U-18 so does a command that settles first', async () => {
    const caseId = await aRectifying(test.door);
    untilJanuary();
    taken();
    await obeyed(test.door, commanding('ofc', caseId, { type: 'add-note', text: '新年' }));
    expect(taken()).toEqual({ transactions: 3, retries: 0 });
  });

  it('U-18 all streams of a page are settled although every counter is fresh for them all', async () => {
    const cases: string[] = [];
    for (let count = 0; count < 12; count += 1) cases.push(await aRectifying(test.door));
    untilJanuary();
    const doors = [test.door, test.another(), test.another()];
    const pages = await Promise.all(doors.map((door) => door.settlePage(50)));
    expect(pages.reduce((sum, { settled }) => sum + settled, 0)).toBeGreaterThanOrEqual(12);
    for (const caseId of cases) expect((await fileOf(test.door, caseId)).overlays).toContain('overdue');
    const doubles = await test.rows(
      'SELECT scope, n FROM paper WHERE n IS NOT NULL GROUP BY scope, n HAVING COUNT(*) > 1',
    );
    expect(doubles).toEqual([]);
  });

  it('U-18 the first numbers of sixteen cases at once have no gap', async () => {
    untilJanuary();
    const cases: string[] = [];
    for (let count = 0; count < 16; count += 1) cases.push(await aLead(test.door));
    const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;
    const doors = [test.door, test.another(), test.another(), test.another()];
    await Promise.all(
      cases.map((caseId, index) => obeyed(doors[index % 4] ?? test.door, commanding('ofc', caseId, verify))),
    );
    const papers = await test.rows("SELECT n FROM paper WHERE scope = 'case:baihe:2026' ORDER BY n");
    expect(papers.map((row) => row['n'])).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  });
});

describe('U-18 a transaction', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const store = () => createStore(test.fresh.sources, createLogger({ level: 'error', service: 'test', silent: true }));
  const conflict = (): Error =>
    Object.assign(new Error('conflict'), { code: onServer ? 'ER_LOCK_DEADLOCK' : 'SQLITE_BUSY' });

  it('U-18 has its five attempts beside those that made counters', async () => {
    const troubles = [
      new NeedsCounters(['t:1']),
      conflict(),
      conflict(),
      new NeedsCounters(['t:2']),
      conflict(),
      conflict(),
    ];
    const done = await transact(store(), async (tx) => {
      await tx.batch([statement('SELECT 1')]);
      const trouble = troubles.shift();
      if (trouble !== undefined) throw trouble;
      return 'done';
    });
    expect(done).toBe('done');
    expect(await test.rows("SELECT scope FROM counter WHERE scope LIKE 't:%' ORDER BY scope")).toHaveLength(2);
  });

  it('U-18 gives up after the fifth conflict', async () => {
    let count = 0;
    const work = (): Promise<never> => {
      count += 1;
      return Promise.reject(conflict());
    };
    await expect(transact(store(), work)).rejects.toThrow('conflict');
    expect(count).toBe(5);
  });

  it('U-18 does not go round for ever for a counter that was made and is still missed', async () => {
    let count = 0;
    const work = (): Promise<never> => {
      count += 1;
      return Promise.reject(new NeedsCounters(['t:1']));
    };
    await expect(transact(store(), work)).rejects.toThrow('counters missing: t:1');
    expect(count).toBe(2);
  });
});
