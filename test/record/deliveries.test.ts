import { aDoor, aLead, type TestDoor } from '../support/record';
import type { DueNotification } from '../../record/due-message';

let test: TestDoor;
beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

const insert = async (table: string, row: Record<string, string | number | null>): Promise<void> => {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  await test.fresh.sources.write.query(sql, Object.values(row));
};

const queue = (recipient: string, n: number, changes: Record<string, string | number | null> = {}): Promise<void> =>
  insert('notification', {
    idem_key: `${recipient}-${String(n).padStart(4, '0')}`,
    stream_id: 'case:1',
    seq: n,
    channel: 'webhook',
    recipient,
    template: 'events',
    data: '{}',
    state: 'queued',
    attempts: 0,
    next_at: test.now(),
    created_at: test.now(),
    ...changes,
  });

const only = (found: DueNotification[]): DueNotification => {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(`${found.length} were claimed`);
  return first;
};

const rowOf = async (idemKey: string): Promise<Record<string, unknown>> => {
  const [row] = await test.rows(
    'SELECT state, attempts, next_at, claim, last_error FROM notification WHERE idem_key = ?',
    [idemKey],
  );
  return row ?? {};
};

/** A message that one process claimed and, after its lease had ended, another one. */
const claimedTwice = async (): Promise<{ late: DueNotification; holder: DueNotification }> => {
  await queue('hook', 1);
  const late = only(await test.door.claimNotifications(10, { leaseMs: 1_000 }));
  test.pass(1_001);
  const holder = only(await test.another().claimNotifications(10));
  return { late, holder };
};

describe('a message whose claim has passed to another', () => {
  it.each([{}, { final: true }, { retryAfterMs: 5_000 }])('U-20 is not changed by a late failure (%j)', async (how) => {
    const { late, holder } = await claimedTwice();
    const before = await rowOf(late.idemKey);
    expect(await test.door.markFailed(late, 'timeout', how)).toBe('passed-on');
    expect(await rowOf(late.idemKey)).toEqual(before);
    await test.door.markDelivered(holder.idemKey, 'http-204');
    expect(await test.door.markFailed(late, 'timeout', how)).toBe('passed-on');
    expect(await rowOf(late.idemKey)).toMatchObject({ state: 'sent', next_at: null });
    test.pass(3_600_000);
    expect(await test.door.claimNotifications(10)).toEqual([]);
  });

  it('U-20 is failed by its holder alone', async () => {
    const { late, holder } = await claimedTwice();
    expect(await test.door.markFailed(holder, 'http-500')).toBe('queued');
    expect(await test.door.markFailed(holder, 'http-500')).toBe('passed-on');
    expect(await test.door.markFailed(late, 'timeout')).toBe('passed-on');
    expect(await rowOf(late.idemKey)).toMatchObject({
      state: 'queued',
      attempts: 2,
      last_error: 'http-500',
      claim: null,
    });
  });

  it('U-20 is sent by a late success, since the receiver has it, and no other report undoes that', async () => {
    const { late, holder } = await claimedTwice();
    await test.door.markDelivered(late.idemKey, 'http-200');
    expect(await test.door.markFailed(holder, 'timeout', { final: true })).toBe('passed-on');
    const sent = await rowOf(late.idemKey);
    expect(sent).toMatchObject({ state: 'sent', claim: null });
    await test.door.markDelivered(holder.idemKey, 'http-204');
    expect(await test.rows('SELECT provider_ref FROM notification')).toEqual([{ provider_ref: 'http-200' }]);
  });

  it('U-20 is not failed by whoever sent it before an operator queued it again', async () => {
    await queue('hook', 1);
    const late = only(await test.door.claimNotifications(10));
    await test.fresh.sources.write.query(
      "UPDATE notification SET state = 'queued', attempts = 0, next_at = ?, claim = NULL",
      [test.now()],
    );
    const holder = only(await test.door.claimNotifications(10));
    expect(holder.attempts).toBe(late.attempts);
    expect(await test.door.markFailed(late, 'timeout')).toBe('passed-on');
    expect(await test.door.markFailed(holder, 'timeout')).toBe('queued');
  });
});

describe('a message that fails', () => {
  it('U-1 is tried again later and later and ends as failed-final, each attempt counted', async () => {
    await queue('hook', 1);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 56; attempt += 1) {
      const due = only(await test.door.claimNotifications(10));
      expect(due.attempts).toBe(attempt);
      const state = await test.door.markFailed(due, 'ENOTFOUND');
      expect(state).toBe(attempt < 56 ? 'queued' : 'failed-final');
      const { next_at: nextAt } = await rowOf('hook-0001');
      if (state === 'queued') {
        waits.push((Date.parse(String(nextAt)) - Date.parse(test.now())) / 1000);
        test.pass(waits.at(-1)! * 1000);
      }
    }
    expect(waits.slice(0, 11)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    test.pass(86_400_000);
    expect(await test.door.claimNotifications(10)).toEqual([]);
    expect(await rowOf('hook-0001')).toMatchObject({ state: 'failed-final', attempts: 56, last_error: 'ENOTFOUND' });
  });

  it('U-15 is given up when its text cannot be read, and keeps no other from being claimed', async () => {
    await queue('hook', 1, { data: '{"张三' });
    await queue('hook', 2);
    expect(only(await test.door.claimNotifications(10)).seq).toBe(2);
    expect(await rowOf('hook-0001')).toMatchObject({ state: 'failed-final', last_error: 'its text is no JSON' });
  });
});

describe('a claim of messages', () => {
  const counts = (found: DueNotification[]): Record<string, number> =>
    Object.fromEntries([...Map.groupBy(found, ({ recipient }) => recipient)].map(([id, all]) => [id, all.length]));

  it('U-15 is shared evenly among the recipients, however many messages one of them has', async () => {
    for (let n = 0; n < 60; n += 1) await queue('busy', n);
    test.pass(1_000);
    await queue('calm', 1);
    await queue('quiet', 1);
    expect(counts(await test.door.claimNotifications(24))).toEqual({ busy: 8, calm: 1, quiet: 1 });
  });

  it('U-15 leaves out who is being served, and gives the oldest first', async () => {
    for (let n = 0; n < 30; n += 1) {
      await queue('busy', n);
      test.pass(1);
    }
    await queue('calm', 1);
    expect(counts(await test.door.claimNotifications(24, { except: ['busy'] }))).toEqual({ calm: 1 });
    const first = await test.door.claimNotifications(24);
    expect(first.map(({ seq }) => seq)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(await test.door.claimNotifications(24, { recipients: 1 })).toHaveLength(14);
  });

  it('is made once by several processes at once', async () => {
    for (let n = 0; n < 20; n += 1) await queue('busy', n);
    const doors = [test.door, test.another(), test.another()];
    const all = (await Promise.all(doors.map((door) => door.claimNotifications(24)))).flat();
    expect(new Set(all.map(({ idemKey }) => idemKey)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
  });
});

describe('a muted channel', () => {
  const muted = (): Promise<void> =>
    insert('muted_channel', { channel: 'webhook', since: test.now(), why: 'restored from a backup' });

  it('U-19 sends nothing and loses nothing until it is confirmed', async () => {
    await insert('webhook', {
      webhook_id: 'hook',
      town_id: 'baihe',
      url: 'https://example.org/',
      secret: 'sealed',
      event_types: '[]',
      active: 1,
      created_at: test.now(),
    });
    await test.fresh.sources.write.query("UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
    await queue('hook', 1);
    await muted();
    await aLead(test.door);
    test.pass(86_400_000);
    expect(await test.door.claimNotifications(10)).toEqual([]);
    expect(await test.door.claimNotification('hook-0001')).toBeUndefined();
    expect(await test.door.health()).toMatchObject({ muted: { why: 'restored from a backup' } });
    expect(await test.rows("SELECT state, attempts FROM notification WHERE channel = 'webhook'")).toEqual([
      { state: 'queued', attempts: 0 },
      { state: 'queued', attempts: 0 },
    ]);
    await test.fresh.sources.write.query('DELETE FROM muted_channel');
    expect(await test.door.muted()).toBeUndefined();
    expect(await test.door.claimNotifications(10)).toHaveLength(2);
  });
});
