import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDelivery, deliverDue } from '../../activities';
import { createLogger } from '../../logger';
import { muteDeliveries } from '../../record/mute';
import { aDoor, aLead, type TestDoor } from '../support/record';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

let test: TestDoor;
let receiver: Server;
let endpoint: string;
let arrived: string[];

beforeEach(async () => {
  test = await aDoor();
  arrived = [];
  receiver = createServer((request, response) => {
    arrived.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(204).end());
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  endpoint = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await test.close();
});

const addWebhook = async (webhookId: string, url: string, secret = 'shared'): Promise<void> => {
  const { write } = test.fresh.sources;
  await write.query(
    `INSERT INTO webhook (webhook_id, town_id, url, secret, event_types, active, created_at) VALUES (?, 'baihe', ?, ?, '[]', 1, '')`,
    [webhookId, url, secret],
  );
  await write.query("UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
};

const openSecret = (sealed: string): string => {
  if (sealed === 'foreign') throw new Error('Unsupported state or unable to authenticate data');
  return sealed;
};

const delivery = () =>
  createDelivery({ door: test.door, sources: test.fresh.sources, logger, webhookAllow: [endpoint], openSecret });

const states = async (): Promise<[unknown, unknown, unknown, unknown][]> => {
  const sql = `SELECT recipient, state, attempts, last_error FROM notification WHERE channel = 'webhook' ORDER BY recipient`;
  return (await test.rows(sql)).map((row) => [row['recipient'], row['state'], row['attempts'], row['last_error']]);
};

describe('delivering what an event calls for', () => {
  it('U-1 counts a failed attempt for receivers that cannot be reached, and reaches the others', async () => {
    await addWebhook('a-unresolved', 'https://nowhere.invalid/hook');
    await addWebhook('b-foreign-secret', `http://${endpoint}/secret`, 'foreign');
    await addWebhook('c-refused-address', 'https://10.0.0.1/hook');
    await addWebhook('d-old-port', 'https://example.com:7233/hook');
    await addWebhook('e-good', `http://${endpoint}/good`);
    await aLead(test.door);
    expect(await deliverDue(delivery())).toEqual({ sent: 1, failed: 4, nextInMs: 10_000 });
    expect(arrived).toEqual(['/good']);
    expect(await states()).toEqual([
      ['a-unresolved', 'queued', 1, expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/)],
      ['b-foreign-secret', 'queued', 1, 'the webhook cannot be read: Error'],
      ['c-refused-address', 'queued', 1, 'not a public address'],
      ['d-old-port', 'queued', 1, 'not an allowed port'],
      ['e-good', 'sent', 1, null],
    ]);
    expect((await deliverDue(delivery())).failed).toBe(0);
    test.pass(10_000);
    expect((await deliverDue(delivery())).failed).toBe(4);
  });

  it('U-1 gives a message up after the last attempt, and no event after it waits for that', async () => {
    await addWebhook('hook', 'https://10.0.0.1/hook');
    await aLead(test.door);
    await test.fresh.sources.write.query("UPDATE notification SET attempts = 55 WHERE channel = 'webhook'");
    await deliverDue(delivery());
    expect(await states()).toEqual([['hook', 'failed-final', 56, 'not a public address']]);
    expect(await delivery().nextInMs()).toBeNull();
  });

  it('U-19 sends nothing while webhooks are muted, and asks again in half a minute', async () => {
    await addWebhook('hook', `http://${endpoint}/good`);
    await aLead(test.door);
    await muteDeliveries(test.door, '王工', '演练');
    expect(await deliverDue(delivery())).toEqual({ sent: 0, failed: 0, nextInMs: 30_000 });
    expect(arrived).toEqual([]);
    expect(await states()).toEqual([['hook', 'queued', 0, null]]);
  });
});
