import type { AdminRequest, AdminWork } from '../../record/admin';
import { aDoor, aLead, said, type TestDoor } from '../support/record';

const answer = (status: number, body: object) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

const adding = (townId: string, more: Partial<AdminRequest> = {}): AdminRequest => ({
  personId: 'sa',
  idempotencyKey: 'k1',
  requestHash: 'a'.repeat(64),
  traceId: 'trace',
  action: 'webhook-created',
  townId,
  work: async (tx): Promise<AdminWork> => {
    await tx.change(
      'INSERT INTO webhook (webhook_id, town_id, url, secret, event_types, active, created_at) VALUES (?, ?, ?, ?, ?, 1, ?)',
      ['w1', townId, 'https://example.org/hook', 'sealed', '["reported"]', tx.now],
    );
    return {
      answer: answer(201, { webhookId: 'w1' }),
      ref: 'w1',
      data: { url: 'https://example.org/hook' },
      directoryOf: townId,
    };
  },
  ...more,
});

describe('writes beside the streams', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('happen once under their key, with an audit row and a new version of the directory', async () => {
    const first = await test.door.administer(adding('baihe'));
    expect(await test.another().administer(adding('baihe'))).toEqual({ ...first, replayed: true });
    expect(await test.rows('SELECT n FROM directory_version WHERE town_id = ?', ['baihe'])).toEqual([{ n: 2 }]);
    const [row] = await test.rows('SELECT day, n, person_id, action, ref FROM audit');
    expect(row).toEqual({ day: '2025-09-15', n: 1, person_id: 'sa', action: 'webhook-created', ref: 'w1' });
  });

  it('leave nothing when their answer is a refusal', async () => {
    const refusing = adding('baihe', {
      work: async (tx) => {
        await tx.change("DELETE FROM unit WHERE unit_id = 'meiqiao'");
        return { answer: answer(422, {}), ref: 'meiqiao', data: {}, directoryOf: 'baihe' };
      },
    });
    expect(said(await test.door.administer(refusing)).status).toBe(422);
    expect(await test.rows("SELECT COUNT(*) AS n FROM unit WHERE unit_id = 'meiqiao'")).toEqual([{ n: 1 }]);
    expect(await test.rows('SELECT COUNT(*) AS n FROM audit')).toEqual([{ n: 0 }]);
    expect(await test.rows('SELECT COUNT(*) AS n FROM command')).toEqual([{ n: 0 }]);
  });

  it('chain their audit rows day by day, also when many come at once', async () => {
    const entry = { personId: 'sa', townId: null, action: 'sign-in-failed', ref: 'x', data: {} };
    await Promise.all(Array.from({ length: 12 }, () => test.door.audit(entry)));
    const rows = await test.rows('SELECT n, prev_hash, hash FROM audit ORDER BY n');
    expect(rows.map((row) => row['n'])).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    for (const [index, row] of rows.entries()) {
      expect(row['prev_hash']).toBe(index === 0 ? '0'.repeat(64) : rows[index - 1]?.['hash']);
    }
  });

  it('make events be posted to a new webhook from then on, each message under one key', async () => {
    await aLead(test.door);
    await test.door.administer(adding('baihe'));
    const caseId = await aLead(test.door);
    const [due, ...others] = await test.door.claimNotifications(10);
    expect(others).toEqual([]);
    expect(due).toMatchObject({ recipient: 'w1', streamId: `case:${caseId}`, seq: 1, attempts: 1 });
    expect(due?.data).toMatchObject({ events: [{ seq: 1, type: 'reported' }] });
    expect(await test.door.claimNotifications(10)).toEqual([]);
    if (due === undefined) throw new Error('nothing is due');
    const key = due.idemKey;
    expect(await test.door.markFailed(due, 'HTTP 500')).toBe('queued');
    expect(await test.door.claimNotification(key)).toBeUndefined();
    test.pass(10_000);
    expect((await test.door.claimNotification(key))?.attempts).toBe(2);
    await test.door.markDelivered(key, 'ok');
    test.pass(3_600_000);
    expect(await test.door.claimNotifications(10)).toEqual([]);
  });
});
