import type { Kept } from '../../config';
import { dropAnchor } from '../../record/anchors/drop-anchor';
import { createEngine } from '../../record/engine';
import type { Forgotten } from '../../record/retention';
import { aDoor, aLead, reporting, typesOf, type TestDoor } from '../support/record';

const dayMs = 86_400_000;
const kept: Kept = { outbox: 7, answers: 7, read: 180, unread: 730, delivered: 30, failed: 90 };

describe('what nobody needs any more', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const forgetAll = async (limit = 500, days = kept): Promise<Forgotten> => {
    const total = { outbox: 0, answers: 0, messages: 0 };
    for (let more = true; more;) {
      const page = await test.door.forgetPage(days, limit);
      total.outbox += page.forgotten.outbox;
      total.answers += page.forgotten.answers;
      total.messages += page.forgotten.messages;
      ({ more } = page);
    }
    return total;
  };
  const count = async (what: string): Promise<number> =>
    Number((await test.rows(`SELECT COUNT(*) AS n FROM ${what}`))[0]?.['n']);
  const change = (sql: string, params: (string | null)[] = []) => test.fresh.sources.write.query(sql, params);

  const message = async (key: string, more: Record<string, string | null>): Promise<void> => {
    const row = { channel: 'in-app', state: 'sent', read_at: null, created_at: test.now(), next_at: null, ...more };
    await change(
      `INSERT INTO notification (idem_key, stream_id, seq, recipient, template, data, attempts, ${Object.keys(row).join(', ')})
       VALUES (?, 'case:x', 1, 'ofc', 'events', '{}', 1, ?, ?, ?, ?, ?)`,
      [key, ...Object.values(row)],
    );
  };
  const messages = async (): Promise<unknown[]> =>
    (await test.rows("SELECT idem_key FROM notification WHERE stream_id = 'case:x' ORDER BY idem_key")).map(
      (row) => row['idem_key'],
    );

  const sendAll = () => change('UPDATE outbox SET sent_at = ?', [test.now()]);
  const anchor = async (): Promise<void> => {
    const engine = createEngine({
      sources: test.fresh.sources,
      reporterKey: Buffer.alloc(32),
      now: () => test.now(),
    } as unknown as Parameters<typeof createEngine>[0]);
    await dropAnchor(engine.store, engine.clock);
  };

  it('goes from the outbox a week after it was sent, what is unsent stays', async () => {
    await aLead(test.door);
    await sendAll();
    await anchor();
    const later = await aLead(test.door);
    test.pass(7 * dayMs);
    expect((await forgetAll()).outbox).toBe(0);
    test.pass(1);
    expect((await forgetAll()).outbox).toBe(1);
    expect(await test.rows('SELECT stream_id FROM outbox')).toEqual([{ stream_id: `case:${later}` }]);
  });

  it('stays in the outbox until an anchor covers it, by which the next one finds it', async () => {
    await aLead(test.door);
    await sendAll();
    test.pass(8 * dayMs);
    expect((await forgetAll()).outbox).toBe(0);
    await anchor();
    expect((await forgetAll()).outbox).toBe(1);
    expect(await count('anchor_leaf')).toBe(1);
  });

  it('stays in the outbox where it was sent after the last anchor, until the next one', async () => {
    await aLead(test.door);
    await anchor();
    test.pass(1_000);
    await sendAll();
    test.pass(8 * dayMs);
    expect((await forgetAll()).outbox).toBe(0);
    await aLead(test.door);
    await anchor();
    expect((await forgetAll()).outbox).toBe(1);
  });

  it('goes from a stored answer, and its key is carried out no second time', async () => {
    const asked = reporting('vgg');
    const first = await test.door.execute(asked);
    expect(await test.door.execute(asked)).toEqual({ ...first, replayed: true });
    test.pass(7 * dayMs + 1);
    expect((await forgetAll()).answers).toBe(1);
    const [{ stream_id: streamId } = {}] = await test.rows("SELECT stream_id FROM stream WHERE kind = 'case'");
    expect(await test.door.execute(asked)).toEqual({ failure: { kind: 'answer-gone', streamId } });
    expect(await test.door.execute({ ...asked, requestHash: 'another' })).toEqual({ failure: { kind: 'key-reuse' } });
    expect(await count("stream WHERE kind = 'case'")).toBe(1);
    expect((await forgetAll()).answers).toBe(0);
    const [row] = await test.rows('SELECT stream_id, seq, result_status, result_body FROM command');
    expect(row).toMatchObject({
      stream_id: expect.stringMatching(/^case:/),
      seq: 1,
      result_status: 201,
      result_body: null,
    });
  });

  it('is a message in the app half a year after it was read, or two years unread', async () => {
    await message('read', { read_at: test.now() });
    await message('unread', {});
    test.pass(180 * dayMs + 1);
    await message('read lately', { read_at: test.now() });
    expect((await forgetAll()).messages).toBe(1);
    expect(await messages()).toEqual(['read lately', 'unread']);
    test.pass(550 * dayMs);
    await forgetAll();
    expect(await messages()).toEqual([]);
  });

  it('is a delivery that arrived a month ago or was given up three months ago, never one that is to go out', async () => {
    await message('arrived', { channel: 'webhook' });
    await message('given up', { channel: 'webhook', state: 'failed-final' });
    await message('queued', { channel: 'webhook', state: 'queued', next_at: test.now() });
    test.pass(30 * dayMs + 1);
    await forgetAll();
    expect(await messages()).toEqual(['given up', 'queued']);
    test.pass(60 * dayMs);
    await forgetAll();
    expect(await messages()).toEqual(['queued']);
  });

  it('goes in pages, and goes on where it was broken off', async () => {
    for (let n = 0; n < 7; n += 1) await message(`m${String(n)}`, { read_at: test.now() });
    test.pass(200 * dayMs);
    expect(await test.door.forgetPage(kept, 3)).toMatchObject({ forgotten: { messages: 3 }, more: true });
    expect(await messages()).toHaveLength(4);
    expect((await forgetAll(3)).messages).toBe(4);
    expect(await messages()).toEqual([]);
  });

  it('is kept for ever where the days are 0', async () => {
    await message('read', { read_at: test.now() });
    const asked = reporting('vgg');
    await test.door.execute(asked);
    test.pass(5_000 * dayMs);
    const ever: Kept = { outbox: 0, answers: 0, read: 0, unread: 0, delivered: 0, failed: 0 };
    expect(await forgetAll(500, ever)).toEqual({ outbox: 0, answers: 0, messages: 0 });
    expect(await test.door.execute(asked)).toMatchObject({ replayed: true });
  });

  it('leaves streams, chains and the rest of the book as they were', async () => {
    const caseId = await aLead(test.door);
    await sendAll();
    await anchor();
    const before = await typesOf(test.door, `case:${caseId}`);
    test.pass(1_000 * dayMs);
    await forgetAll();
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(before);
    expect((await test.door.verifyChain(`case:${caseId}`)).valid).toBe(true);
  });
});
