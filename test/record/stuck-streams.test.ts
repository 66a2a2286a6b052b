import { QueryFailedError, type QueryRunner } from 'typeorm';
import { aDoor, aLead, commanding, obeyed, typesOf, type TestDoor } from '../support/record';

/** A lead is overdue after 40 s; the sweeper leaves it to its workflow for two more. */
const overdueMs = 42_001;

let test: TestDoor;
beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

const write = (sql: string, params: (string | number)[]): Promise<unknown> =>
  test.fresh.sources.write.query(sql, params);

const leads = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(`case:${await aLead(test.door)}`);
  return ids;
};

/** The stream is under a version of its pack that is not there. */
const loseThePack = (streamId: string): Promise<unknown> =>
  write(`UPDATE stream SET file = REPLACE(file, '"version":"1.0.0"', '"version":"0.9.9"') WHERE stream_id = ?`, [
    streamId,
  ]);
const bringThePack = (streamId: string): Promise<unknown> =>
  write(`UPDATE stream SET file = REPLACE(file, '"version":"0.9.9"', '"version":"1.0.0"') WHERE stream_id = ?`, [
    streamId,
  ]);

const sweep = async (limit: number): Promise<number> => {
  let settled = 0;
  for (let pages = 0; pages < 50; pages += 1) {
    const page = await test.door.settlePage(limit);
    settled += page.settled;
    if (!page.more) return settled;
  }
  throw new Error('the sweeper does not come to an end');
};

const stuck = async (): Promise<[string, number][]> =>
  (await test.door.setbacks()).map(({ streamId, attempts }) => [streamId, attempts]);

const firings = async (streamId: string): Promise<number> =>
  (await typesOf(test.door, streamId)).filter((type) => type === 'deadline-missed').length;

describe('streams that cannot be settled', () => {
  it('U-15 hold up nobody, also when whole pages of them are at the head', async () => {
    const bad = await leads(12);
    test.pass(1);
    const good = await leads(3);
    for (const streamId of bad) await loseThePack(streamId);
    test.pass(overdueMs);
    expect(await sweep(5)).toBe(3);
    for (const streamId of good) expect(await firings(streamId)).toBe(1);
    expect((await stuck()).toSorted()).toEqual(bad.map((streamId) => [streamId, 1]).toSorted());
    const [first] = await test.door.setbacks();
    expect(first).toMatchObject({ work: 'settle', since: test.now(), reason: expect.stringContaining('drill 0.9.9') });
    expect(await test.door.health()).toMatchObject({
      oldestOverdueMs: 0,
      stuck: { settle: 12, relay: 0, oldestMs: 0 },
    });
  });

  it.each<[string, (streamId: string) => Promise<unknown>]>([
    ['a pack that is gone', loseThePack],
    ['a file that is no JSON', (id) => write("UPDATE stream SET file = '{\"张三' WHERE stream_id = ?", [id])],
    [
      'a row that says it is overdue while its file does not',
      (id) =>
        write('UPDATE stream SET file = REPLACE(file, \'"state":"armed"\', \'"state":"met"\') WHERE stream_id = ?', [
          id,
        ]),
    ],
  ])('U-15 are set back with the reason, and no person’s words in it: %s', async (_, spoil) => {
    const [bad = '', good = ''] = await leads(2);
    await spoil(bad);
    test.pass(overdueMs);
    expect(await test.door.settlePage(1)).toEqual({ settled: 0, more: true });
    expect(await sweep(1)).toBe(1);
    expect(await firings(good)).toBe(1);
    const [setback] = await test.door.setbacks();
    expect(setback).toMatchObject({ streamId: bad, attempts: 1 });
    expect(setback?.reason).toMatch(/\S/);
    expect(setback?.reason).not.toContain('张三');
  });

  it('U-15 are not those whose file has another shape: it is folded again', async () => {
    const [other = ''] = await leads(1);
    await write("UPDATE stream SET file = '{}' WHERE stream_id = ?", [other]);
    test.pass(overdueMs);
    expect(await sweep(1)).toBe(1);
    expect(await firings(other)).toBe(1);
    expect(await stuck()).toEqual([]);
  });

  it('U-15 are tried again later and later, at most every five minutes', async () => {
    const [bad = ''] = await leads(1);
    await loseThePack(bad);
    test.pass(overdueMs);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await sweep(10);
      const [setback] = await test.door.setbacks();
      expect(setback?.attempts).toBe(attempt);
      const waitMs = Date.parse(setback?.nextAt ?? '') - Date.parse(test.now());
      waits.push(waitMs / 1000);
      test.pass(waitMs - 1);
      await sweep(10);
      expect(await stuck()).toEqual([[bad, attempt]]);
      test.pass(1);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    expect((await test.door.health()).stuck.oldestMs).toBeGreaterThan(1_000_000);
  });

  it('U-15 heal by themselves when the cause is gone, and are forgotten', async () => {
    const [bad = ''] = await leads(1);
    await loseThePack(bad);
    test.pass(overdueMs);
    await sweep(10);
    await bringThePack(bad);
    test.pass(5_000);
    expect(await sweep(10)).toBe(1);
    expect(await firings(bad)).toBe(1);
    await sweep(10);
    expect(await stuck()).toEqual([]);
    expect((await test.door.health()).stuck).toEqual({ settle: 0, relay: 0, oldestMs: 0 });
  });

  it('U-15 heal at once when an operator or a start hurries them', async () => {
    const bad = await leads(3);
    for (const streamId of bad) await loseThePack(streamId);
    test.pass(overdueMs);
    await sweep(10);
    for (const streamId of bad) await bringThePack(streamId);
    expect(await sweep(10)).toBe(0);
    expect(await test.door.retrySetbacks()).toBe(3);
    expect(await sweep(10)).toBe(3);
  });

  it('U-15 are forgotten when a person or their workflow has settled them', async () => {
    const [byPerson = '', byWorkflow = ''] = await leads(2);
    for (const streamId of [byPerson, byWorkflow]) await loseThePack(streamId);
    test.pass(overdueMs);
    await sweep(10);
    for (const streamId of [byPerson, byWorkflow]) await bringThePack(streamId);
    const command = { type: 'verify', method: 'documents', finding: '属实' } as const;
    await obeyed(test.door, commanding('ofc', byPerson.slice('case:'.length), command));
    expect((await test.door.settle(byWorkflow, 1, 1)).outcome).toBe('settled');
    await sweep(10);
    expect(await stuck()).toEqual([]);
  });

  it('U-15 are not made of streams that a workflow settles at the same moment, or another sweeper', async () => {
    const good = await leads(6);
    test.pass(overdueMs);
    await Promise.all([
      test.door.settlePage(10),
      test.another().settlePage(10),
      ...good.map((streamId) => test.another().settle(streamId, 1, 1)),
    ]);
    for (const streamId of good) expect(await firings(streamId)).toBe(1);
    await sweep(10);
    expect(await stuck()).toEqual([]);
  });

  it('U-15 are noted once by several sweepers at once', async () => {
    const bad = await leads(8);
    for (const streamId of bad) await loseThePack(streamId);
    test.pass(overdueMs);
    await Promise.all([test.door, test.another(), test.another()].map((door) => door.settlePage(10)));
    expect((await stuck()).map(([streamId]) => streamId).toSorted()).toEqual(bad.toSorted());
  });

  it('U-15 are not made of streams that the database fails: the sweeper fails, and tries all of them again', async () => {
    await leads(3);
    test.pass(overdueMs);
    const { write: source } = test.fresh.sources;
    const create = source.createQueryRunner.bind(source);
    let isFull = true;
    source.createQueryRunner = (...mode): QueryRunner => {
      const runner = create(...mode);
      const query = runner.query.bind(runner);
      const full = (sql: string, params?: unknown[], structured?: boolean): Promise<unknown> =>
        isFull && sql.includes('INSERT INTO event')
          ? Promise.reject(new QueryFailedError(sql, params, Object.assign(new Error('full'), { code: 'SQLITE_FULL' })))
          : query(sql, params, structured as true);
      runner.query = full as QueryRunner['query'];
      return runner;
    };
    await expect(test.door.settlePage(10)).rejects.toThrow('full');
    isFull = false;
    expect(await stuck()).toEqual([]);
    expect(await sweep(10)).toBe(3);
  });
});

describe('streams whose workflow cannot be told', () => {
  const claimed = async (limit = 10): Promise<string[]> =>
    (await test.another().claimStreams(limit, 10_000)).map(({ streamId }) => streamId);

  it('U-15 are put off later and later while the others are sent, their new events with them', async () => {
    const [bad = '', good = ''] = await leads(2);
    test.pass(1);
    const [first, second] = await test.door.claimStreams(10, 10_000);
    if (first === undefined || second === undefined) throw new Error('nothing was claimed');
    const ofBad = first.streamId === bad ? first : second;
    expect(await test.door.putOffStream(ofBad, 'too large')).toBe(true);
    await test.door.markSent([{ streamId: good, seqs: [1] }]);
    const command = { type: 'verify', method: 'documents', finding: '属实' } as const;
    for (const streamId of [bad, good]) {
      await obeyed(test.door, commanding('ofc', streamId.slice('case:'.length), command));
    }
    expect(await claimed()).toEqual([good]);
    expect(await test.door.setbacks()).toMatchObject([
      { streamId: bad, work: 'relay', attempts: 1, reason: 'too large' },
    ]);
    test.pass(4_999);
    expect(await claimed()).toEqual([]);
    test.pass(2);
    const [again] = await test.door.claimStreams(10, 10_000);
    expect(again?.streamId).toBe(bad);
    expect(await test.door.putOffStream({ streamId: bad, claim: again?.claim ?? '' }, 'too large')).toBe(true);
    test.pass(9_999);
    expect(await claimed()).not.toContain(bad);
    expect((await test.door.health()).stuck).toEqual({ settle: 0, relay: 1, oldestMs: 15_000 });
  });

  it('U-15 do not fill the pages of the relay, however many they are', async () => {
    const bad = await leads(12);
    test.pass(1);
    for (;;) {
      const page = await test.door.claimStreams(5, 10_000);
      if (page.length === 0) break;
      for (const one of page) await test.door.putOffStream(one, 'refused');
    }
    for (const streamId of bad) {
      await obeyed(test.door, commanding('vgg', streamId.slice('case:'.length), { type: 'add-note', text: '又一条' }));
    }
    const [good = ''] = await leads(1);
    test.pass(1);
    const found: string[] = [];
    for (let rounds = 0; rounds < 4; rounds += 1) found.push(...(await claimed(5)));
    expect(found).toEqual([good]);
  });

  it('U-15 are tried at once when they are hurried, and forgotten when they have been sent', async () => {
    const [bad = ''] = await leads(1);
    test.pass(1);
    const [first] = await test.door.claimStreams(10, 10_000);
    await test.door.putOffStream({ streamId: bad, claim: first?.claim ?? '' }, 'refused');
    test.pass(1);
    expect(await claimed()).toEqual([]);
    expect(await test.door.retrySetbacks()).toBe(1);
    expect(await claimed()).toEqual([bad]);
    await test.door.markSent([{ streamId: bad, seqs: [1] }]);
    await sweep(10);
    expect(await stuck()).toEqual([]);
  });

  it('U-20 are not put off by a relay whose lease has ended: the one that took over goes on', async () => {
    const [streamId = ''] = await leads(1);
    test.pass(1);
    const [late] = await test.door.claimStreams(10, 10_000);
    test.pass(10_001);
    const [holder] = await test.another().claimStreams(10, 10_000);
    expect(holder).toMatchObject({ streamId });
    expect(holder?.claim).not.toBe(late?.claim);
    const before = await test.rows('SELECT * FROM outbox');
    expect(await test.door.putOffStream({ streamId, claim: late?.claim ?? '' }, 'timeout')).toBe(false);
    expect(await test.rows('SELECT * FROM outbox')).toEqual(before);
    expect(await stuck()).toEqual([]);
    await test.door.markSent([{ streamId, seqs: [1] }]);
    expect(await test.door.putOffStream({ streamId, claim: holder?.claim ?? '' }, 'timeout')).toBe(false);
    expect(await test.door.outboxAge()).toEqual({ rows: 0, oldestMs: 0 });
  });
});
