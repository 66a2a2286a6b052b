import { aDoor, aLead, aRectifying, fileOf, type TestDoor } from '../support/record';

describe('settling', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('says how long to sleep when nothing is due, and gives what the workflow has not seen', async () => {
    const caseId = await aLead(test.door);
    const result = await test.door.settle(`case:${caseId}`, 1, 0);
    expect(result).toMatchObject({ outcome: 'not-yet', remainingMs: 40_000 });
    expect(result.outcome === 'stale' ? [] : result.events.map(({ type }) => type)).toEqual(['reported']);
    expect(await test.door.outboxAge()).toEqual({ rows: 0, oldestMs: 0 });
  });

  it('fires what is due and takes the new events along', async () => {
    const caseId = await aRectifying(test.door);
    const { version } = await fileOf(test.door, caseId);
    test.pass(6_000);
    const result = await test.door.settle(`case:${caseId}`, 1, version);
    expect(result.outcome).toBe('settled');
    const types = result.outcome === 'stale' ? [] : result.events.map(({ type }) => type);
    expect(types).toContain('deadline-missed');
    expect(await test.rows('SELECT COUNT(*) AS n FROM outbox WHERE seq > ? AND sent_at IS NULL', [version])).toEqual([
      { n: 0 },
    ]);
    const again = await test.door.settle(`case:${caseId}`, 1, version);
    expect(again.outcome === 'stale' ? [] : again.events.map(({ type }) => type)).toEqual(types);
  });

  it('refuses an older generation', async () => {
    const caseId = await aLead(test.door);
    expect(await test.door.raiseGeneration(`case:${caseId}`)).toBe(2);
    expect(await test.door.settle(`case:${caseId}`, 1, 0)).toEqual({ outcome: 'stale' });
    expect((await test.door.settle(`case:${caseId}`, 2, 0)).outcome).toBe('not-yet');
    expect(await test.door.settle('case:nowhere', 1, 0)).toEqual({ outcome: 'stale' });
  });

  it('leaves to the timers what is due since less than two seconds, unless a hundred share the second', async () => {
    await aLead(test.door);
    test.pass(41_000);
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
    test.pass(1_000);
    expect(await test.door.settlePage(10)).toEqual({ settled: 1, more: false });
    for (let count = 0; count < 101; count += 1) await aLead(test.door);
    test.pass(40_000);
    // With the interview that they joined.
    expect(await test.door.settlePage(50)).toEqual({ settled: 51, more: true });
  });

  it('records the whole ledger: armed, met, skipped, fired', async () => {
    const caseId = await aRectifying(test.door);
    test.pass(6_000);
    await test.door.settlePage(10);
    test.pass(2_000);
    await test.door.settlePage(10);
    const states = await test.rows(
      'SELECT clock, level, state FROM deadline WHERE stream_id = ? AND clock IN (?, ?) ORDER BY clock, level',
      [`case:${caseId}`, 'verify', 'rectify'],
    );
    expect(states.filter((row) => row['level'] === 0)).toEqual([
      { clock: 'rectify', level: 0, state: 'fired' },
      { clock: 'verify', level: 0, state: 'met' },
    ]);
    const rectify = (state: string) => states.filter((row) => row['clock'] === 'rectify' && row['state'] === state);
    expect(rectify('fired').length).toBeGreaterThan(0);
    // Its reminders passed with the due instant: they are not sent after the miss.
    expect(rectify('skipped').map((row) => row['level'])).toEqual([-3, -2, -1]);
  });
});

describe('the outbox', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('is leased stream by stream, sent in order, and then empty', async () => {
    const first = await aLead(test.door);
    const second = await aLead(test.door);
    test.pass(10);
    const claimed = await test.door.claimStreams(10);
    expect(claimed.map(({ streamId }) => streamId).sort()).toEqual([`case:${first}`, `case:${second}`].sort());
    expect(await test.another().claimStreams(10)).toEqual([]);
    const unsent = await test.door.unsentOf([`case:${second}`, `case:${first}`]);
    expect(unsent.map((own) => own?.events.map(({ streamId, seq }) => `${streamId}:${seq}`))).toEqual([
      [`case:${second}:1`],
      [`case:${first}:1`],
    ]);
    await test.door.markSent([{ streamId: `case:${first}`, seqs: [1] }]);
    expect(await test.door.outboxAge()).toEqual({ rows: 1, oldestMs: 10 });
    test.pass(31_000);
    expect((await test.another().claimStreams(10)).map(({ streamId }) => streamId)).toEqual([`case:${second}`]);
  });

  it('is leased without the streams of an older release to whoever cannot take them over', async () => {
    const [older, today] = [await aLead(test.door), await aLead(test.door)];
    await test.fresh.sources.write.query('UPDATE stream SET workflow_shape = NULL WHERE stream_id = ?', [
      `case:${older}`,
    ]);
    test.pass(10);
    const light = await test.door.claimStreams(10, 30_000, { olderToo: false });
    expect(light).toMatchObject([{ streamId: `case:${today}`, isOlder: false }]);
    expect(await test.another().claimStreams(10)).toMatchObject([{ streamId: `case:${older}`, isOlder: true }]);
  });

  it('gives a stream to one of several relays that ask at once', async () => {
    for (let count = 0; count < 20; count += 1) await aLead(test.door);
    test.pass(10);
    const relays = [test.door, test.another(), test.another(), test.another()];
    const claimed = (await Promise.all(relays.map((relay) => relay.claimStreams(5)))).flat();
    expect(new Set(claimed.map(({ streamId }) => streamId)).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThan(0);
  });
});
