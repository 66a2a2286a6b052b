import { aDoor, aLead, aRectifying, commanding, obeyed, type TestDoor } from '../support/record';

let test: TestDoor;
beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

type Place = [number, string, number];

const places = async (): Promise<Place[]> =>
  (await test.rows('SELECT position, stream_id, seq FROM feed WHERE position IS NOT NULL ORDER BY position')).map(
    (row): Place => [Number(row['position']), String(row['stream_id']), Number(row['seq'])],
  );

const events = async (): Promise<number> => Number((await test.rows('SELECT COUNT(*) AS n FROM event'))[0]?.['n']);

const placeAll = async (limit = 200): Promise<void> => {
  while ((await test.door.placeEvents(limit)) > 0);
};

describe('U-58 the positions of events', () => {
  it('run from 1 without gaps, the oldest event first and those of a case in their order', async () => {
    const first = await aRectifying(test.door);
    test.pass(1_000);
    const second = await aLead(test.door);
    await placeAll(3);
    const found = await places();
    expect(found.map(([position]) => position)).toEqual(found.map((_, n) => n + 1));
    expect(found).toHaveLength(await events());
    const ofFirst = found.filter(([, streamId]) => streamId === `case:${first}`).map(([, , seq]) => seq);
    expect(ofFirst).toEqual(ofFirst.map((_, n) => n + 1));
    expect(found.at(-1)?.[1]).toBe(`case:${second}`);
  });

  it('never change, and an event that was committed late gets one behind all that could be read before', async () => {
    const early = await aLead(test.door);
    await test.fresh.sources.write.query("UPDATE feed SET at = '2025-01-01T00:00:00.000Z'");
    await test.fresh.sources.write.query('UPDATE feed SET position = NULL');
    const hidden = await test.rows('SELECT * FROM feed');
    await test.fresh.sources.write.query('DELETE FROM feed');
    test.pass(1_000);
    const late = await aLead(test.door);
    await placeAll();
    const before = await places();
    expect(new Set(before.map(([, streamId]) => streamId))).toEqual(new Set([`case:${late}`]));
    for (const row of hidden) {
      const columns = Object.keys(row);
      await test.fresh.sources.write.query(
        `INSERT INTO feed (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      );
    }
    await placeAll();
    const after = await places();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.slice(before.length).map(([, streamId]) => streamId))).toEqual(new Set([`case:${early}`]));
  });

  it('are given once each by several processes at once, while people go on', async () => {
    const doors = [test.door, test.another(), test.another()];
    const state = { isOver: false };
    const placing = doors.map(async (door) => {
      while (!state.isOver) await door.placeEvents(2);
    });
    const cases = await Promise.all(Array.from({ length: 12 }, () => aLead(test.door)));
    for (const caseId of cases)
      await obeyed(test.door, commanding('ofc', caseId, { type: 'add-note', text: '已联系' }));
    state.isOver = true;
    await Promise.all(placing);
    await placeAll();
    const found = await places();
    expect(found.map(([position]) => position)).toEqual(found.map((_, n) => n + 1));
    expect(found).toHaveLength(await events());
    for (const [streamId, own] of Map.groupBy(found, ([, id]) => id))
      expect([streamId, own.map(([, , seq]) => seq)]).toEqual([streamId, own.map((_, n) => n + 1)]);
  });

  it('become visible in their order: who reads on from the last one while they are given misses none', async () => {
    const read: Place[] = [];
    const state = { isOver: false };
    const readOn = async (): Promise<number> => {
      const rows = await test.rows(
        'SELECT position, stream_id, seq FROM feed WHERE position > ? ORDER BY position LIMIT 3',
        [read.at(-1)?.[0] ?? 0],
      );
      read.push(...rows.map((row): Place => [Number(row['position']), String(row['stream_id']), Number(row['seq'])]));
      return rows.length;
    };
    const reader = (async () => {
      while (!state.isOver) await readOn();
    })();
    const placers = [test.door, test.another()].map(async (door) => {
      while (!state.isOver) await door.placeEvents(3);
    });
    await Promise.all(Array.from({ length: 15 }, () => aLead(test.door)));
    state.isOver = true;
    await Promise.all([reader, ...placers]);
    await placeAll();
    while ((await readOn()) > 0);
    expect(read).toEqual(await places());
    expect(read).toHaveLength(await events());
  });
});
