import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebhookRow } from '../../entities/operations.entity';
import { DELIVER } from '../../workflows/messages';
import { openBackground, openObserver, type Background, type Observer } from './support/background';
import { quietRuntime } from './support/quiet-runtime';
import { startServer, assertSoon } from './support/server';

quietRuntime();

const note = { type: 'note-added', body: { text: '.' } };

/** A receiver of webhooks that counts what arrives. */
async function openReceiver() {
  const keys: string[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume().on('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    keys,
    endpoint: `127.0.0.1:${port}`,
    answerWith: (next: number) => (status = next),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function addWebhook({ record }: Background, endpoint: string): Promise<void> {
  await record.sources.write.getRepository(WebhookRow).insert({
    webhookId: 'hook-1',
    townId: 'drill-town',
    url: `http://${endpoint}/hook`,
    secret: 'shared',
    eventTypes: [],
    active: true,
    createdAt: '2025-01-01T00:00:00.000Z',
  });
  await record.sources.write.query("DELETE FROM directory_version WHERE town_id = 'drill-town'");
  await record.sources.write.query("INSERT INTO directory_version (town_id, n) VALUES ('drill-town', 2)");
}

describe('with a Temporal server', () => {
  let background: Background;
  let observer: Observer;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  let stopServer: () => Promise<void>;

  beforeAll(async () => {
    const server = await startServer();
    stopServer = () => server.stop();
    receiver = await openReceiver();
    background = await openBackground(server.address, { webhookAllow: [receiver.endpoint] });
    observer = await openObserver(server.address);
    await assertSoon(() => background.running.state().state === 'running');
  });

  afterAll(async () => {
    await observer.close();
    await background.close();
    await receiver.close();
    await stopServer();
  });

  it('carries what is committed to the workflow and empties the outbox', async () => {
    const { record } = background;
    const streamId = await record.report();
    await record.happen(streamId, note);
    await record.happen(streamId, note);
    await assertSoon(async () => (await observer.inspect(streamId)).appliedSeq === 3);
    await assertSoon(async () => (await record.door.outboxAge()).rows === 0);
  });

  it('fires a deadline once although the sweeper looks too', async () => {
    const { record } = background;
    const streamId = await record.report({ dueInMs: [800] });
    await assertSoon(async () => (await observer.inspect(streamId)).appliedSeq === 2);
    await sleep(3_500);
    expect(await record.firings(streamId)).toEqual(['rectify:1:0:0']);
  });

  it('delivers notifications through the workflow `deliver`, each once', async () => {
    const { record } = background;
    await addWebhook(background, receiver.endpoint);
    const streamId = await record.report();
    await assertSoon(() => receiver.keys.length === 1);
    await record.happen(streamId, note);
    await assertSoon(() => receiver.keys.length === 2);
    await sleep(500);
    expect(new Set(receiver.keys).size).toBe(2);
    const { status } = await observer.client.workflow.getHandle(DELIVER).describe();
    expect(status.name).toBe('RUNNING');
  });

  it('gives up on a receiver that is gone, and switches its webhook off', async () => {
    const { record } = background;
    receiver.keys.length = 0;
    receiver.answerWith(410);
    const streamId = await record.report();
    await assertSoon(() => receiver.keys.length === 1);
    const stateOf = async (): Promise<unknown> =>
      record.sources.read.query('SELECT state, attempts FROM notification WHERE stream_id = ?', [streamId]);
    await assertSoon(async () => JSON.stringify(await stateOf()).includes('failed-final'));
    expect(await stateOf()).toEqual([{ state: 'failed-final', attempts: 1 }]);
    await record.report();
    await sleep(1_500);
    expect(receiver.keys).toHaveLength(1);
    receiver.answerWith(204);
    await record.sources.write.query('UPDATE webhook SET active = 1');
    await record.sources.write.query('UPDATE directory_version SET n = n + 1');
  });

  it('puts off what a receiver does not take, and delivers it under the same key', async () => {
    receiver.keys.length = 0;
    receiver.answerWith(503);
    await background.record.report();
    await assertSoon(() => receiver.keys.length > 0);
    receiver.answerWith(204);
    await assertSoon(() => receiver.keys.length > 1, 40_000);
    expect(new Set(receiver.keys).size).toBe(1);
  });
});

describe('without a Temporal server', () => {
  let background: Background;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;

  beforeAll(async () => {
    receiver = await openReceiver();
    background = await openBackground(undefined, { webhookAllow: [receiver.endpoint] });
  });

  afterAll(async () => {
    await background.close();
    await receiver.close();
  });

  it('says that clocks run late', async () => {
    await assertSoon(() => background.running.state().reasons.join() === 'temporal-away');
    expect(background.running.state()).toMatchObject({ state: 'delayed', temporal: 'off', worker: 'off' });
  });

  it('fires deadlines by the sweeper, once', async () => {
    const streamId = await background.record.report({ dueInMs: [300, 400] });
    await assertSoon(async () => (await background.record.firings(streamId)).length === 2);
    await sleep(2_500);
    expect(await background.record.firings(streamId)).toHaveLength(2);
  });

  it('delivers notifications', async () => {
    await addWebhook(background, receiver.endpoint);
    await background.record.report();
    await assertSoon(() => receiver.keys.length === 1);
  });
});

describe('with a server that comes late', () => {
  it('starts the workflows of what happened before', async () => {
    let told: (address: string) => void = () => undefined;
    const background = await openBackground(new Promise<string>((resolve) => (told = resolve)));
    const streamId = await background.record.report();
    const server = await startServer();
    told(server.address);
    const observer = await openObserver(server.address);
    await assertSoon(async () => (await observer.inspect(streamId)).appliedSeq === 1);
    await observer.close();
    await background.close();
    await server.stop();
  });
});
