/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv2020 from 'ajv/dist/2020';
import { createDelivery, deliverDue } from '../../activities';
import { plusMs } from '../../domain/clock/instant';
import { createLogger } from '../../logger';
import { gradeCase, openTown, reportBody, reportCase, type TestPerson, type TestTown } from '../support/open-town';

interface Message {
  id: string;
  template: string;
  data: { id: string; kind: string; events: { type: string; actor: { personId?: string }; body?: object }[] };
  names: Record<string, string>;
}

const week = 7 * 86_400_000;

let town: TestTown;
let now: string;
let sa: TestPerson;
let receiver: Server;
let endpoint: string;
/** What the receiver answers, and what has come to it. */
let status: number;
let arrived: Message[];
let webhookId: string;

const hookPath = (rest = ''): string => `/api/v1/webhooks/${webhookId}${rest}`;

const deliver = async (): Promise<void> => {
  const delivery = createDelivery({
    door: town.record.door,
    sources: town.database.sources,
    logger: createLogger({ level: 'error', service: 'test', silent: true }),
    webhookAllow: [endpoint],
    openSecret: (sealed) => town.record.openSecret(sealed),
  });
  await deliverDue(delivery);
};

/** Two days of trying, in a moment. */
const untilGivenUp = async (): Promise<void> => {
  await town.database.sources.write.query(
    "UPDATE notification SET attempts = 55 WHERE channel = 'webhook' AND state = 'queued'",
  );
  await deliver();
};

const pass = (ms: number): void => {
  now = plusMs(now, ms);
};

const listed = async (query = ''): Promise<{ id: string; state: string; attempts: number }[]> =>
  (await sa.get(`${hookPath('/deliveries')}?limit=200${query}`)).body.items;

beforeAll(async () => {
  now = new Date().toISOString();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (status < 300) arrived.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  endpoint = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  town = await openTown({ now: () => now, config: { webhookAllow: [endpoint] } });
});
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await town.close();
});
beforeEach(async () => {
  [status, arrived] = [204, []];
  sa = await town.again('sa');
  await town.again('vgg');
  const made = await sa.post('/api/v1/webhooks', { url: `http://${endpoint}/`, townId: 'drill-town' });
  webhookId = String(made.body.webhookId);
});
afterEach(async () => {
  await sa.delete(hookPath());
});

describe('U-58 a receiver that was away', () => {
  it('for a week gets each message once when it asks for it, under the id it had', async () => {
    const from = now;
    const cases: string[] = [];
    status = 503;
    for (let n = 0; n < 3; n += 1) {
      cases.push(await reportCase(town));
      pass(1_000);
    }
    await untilGivenUp();
    const before = await listed();
    expect(before.map(({ state }) => state)).toEqual(['failed-final', 'failed-final', 'failed-final']);
    pass(week);
    sa = await town.again('sa');
    status = 204;
    await deliver();
    expect(arrived).toEqual([]);
    const replayed = await sa.post(hookPath('/replay'), { after: from });
    expect([replayed.status, replayed.body]).toEqual([200, { webhookId, queued: 3 }]);
    await deliver();
    await deliver();
    expect(arrived.map(({ data }) => data.id).toSorted()).toEqual(cases.toSorted());
    expect(arrived.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
    expect((await listed()).map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['sent', 1]));
  });

  it('gets what it had before, or what was given up alone, or some by their ids', async () => {
    await reportCase(town);
    await deliver();
    pass(1_000);
    status = 500;
    await reportCase(town);
    await untilGivenUp();
    status = 204;
    arrived.length = 0;
    expect((await sa.post(hookPath('/replay'), { failedOnly: true })).body).toMatchObject({ queued: 1 });
    await deliver();
    const [last] = arrived.map(({ id }) => id);
    expect(arrived).toHaveLength(1);
    const first = (await listed()).map(({ id }) => id).find((id) => id !== last);
    expect((await sa.post(hookPath('/replay'), { deliveryIds: [first] })).body).toMatchObject({ queued: 1 });
    await deliver();
    expect(arrived.map(({ id }) => id)).toEqual([last, first]);
    expect(
      (await sa.post(hookPath('/replay'), { after: plusMs(now, -week), to: plusMs(now, -500) })).body,
    ).toMatchObject({ queued: 1 });
  });

  it('is told what was never sent, what waits still and what has not happened', async () => {
    const ask = async (body: object) => {
      const { status: answered, body: said } = await sa.post(hookPath('/replay'), body);
      return [answered, said.code, said.reason ?? said.errors?.[0]?.pointer];
    };
    expect(await ask({ after: plusMs(now, -week) })).toEqual([409, 'conflict', 'nothing-to-replay']);
    await reportCase(town);
    expect(await ask({ after: plusMs(now, -week) })).toEqual([409, 'conflict', 'nothing-to-replay']);
    expect(await ask({ after: plusMs(now, 60_000) })).toEqual([422, 'validation', '/after']);
    expect(await ask({ after: now, to: plusMs(now, 60_000) })).toEqual([422, 'validation', '/to']);
    expect(await ask({ after: now, to: plusMs(now, -60_000) })).toEqual([422, 'validation', '/to']);
    expect(await ask({})).toEqual([422, 'validation', '/after']);
    expect(await ask({ failedOnly: false })).toEqual([422, 'validation', '/after']);
    expect(await ask({ deliveryIds: ['0'.repeat(64)] })).toEqual([422, 'validation', '/deliveryIds/0']);
    const [mine] = await listed();
    expect(await ask({ deliveryIds: [mine?.id], after: now })).toEqual([422, 'validation', '/deliveryIds']);
    expect(await ask({ deliveryIds: [] })).toEqual([409, 'conflict', 'nothing-to-replay']);
    const other = await sa.post('/api/v1/webhooks', { url: `http://${endpoint}/`, townId: 'drill-town' });
    const foreign = await sa.post(`/api/v1/webhooks/${String(other.body.webhookId)}/replay`, {
      deliveryIds: [mine?.id],
    });
    expect([foreign.status, foreign.body.code]).toEqual([422, 'validation']);
    await sa.delete(`/api/v1/webhooks/${String(other.body.webhookId)}`);
    expect((await (await town.again('ofc')).post(hookPath('/replay'), { after: now })).status).toBe(403);
    await sa.delete(hookPath());
    expect(await ask({ failedOnly: true })).toEqual([410, 'gone', undefined]);
    expect((await sa.post(hookPath('/test'))).status).toBe(410);
  });

  it('is written down for the auditor', async () => {
    await reportCase(town);
    await deliver();
    await sa.post(hookPath('/test'));
    await sa.post(hookPath('/replay'), { after: plusMs(now, -1_000) });
    const { items } = (await (await town.again('au')).get('/api/v1/audit?limit=10')).body;
    const acts = items.filter(({ ref }: { ref: string }) => ref === webhookId);
    expect(acts.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['webhook-tested', 'webhook-replayed']),
    );
  });
});

describe('U-58 the log of messages', () => {
  it('is read page by page, newest first, and by state', async () => {
    for (let n = 0; n < 3; n += 1) await reportCase(town);
    const all = (await listed()).map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await sa.get(`${hookPath('/deliveries')}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(all);
    await deliver();
    expect(await listed('&state=queued,failed-final')).toEqual([]);
    expect(await listed('&state=sent')).toHaveLength(3);
  });
});

/** What a body of this class must be, as the document says. */
const holds = async (name: string, body: unknown): Promise<void> => {
  const { components } = (await sa.get('/api/openapi.json')).body;
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, date: true } });
  ajv.addSchema({ $id: 'doc', components });
  const validate = ajv.compile({ $ref: `doc#/components/schemas/${name}` });
  expect([validate(body), validate.errors]).toEqual([true, null]);
};

describe('U-58 what a receiver is told', () => {
  it('by a test call is a message of its own, on the same way', async () => {
    const made = await sa.post(hookPath('/test'));
    expect([made.status, made.body.webhookId]).toEqual([201, webhookId]);
    await deliver();
    expect(arrived).toMatchObject([{ id: made.body.id, template: 'test', data: { kind: 'webhook', id: webhookId } }]);
    await holds('WebhookTestMessage', arrived[0]);
    expect(await listed()).toMatchObject([{ id: made.body.id, state: 'sent', attempts: 1 }]);
  });

  it('names who acted and the units of an event', async () => {
    const caseId = await reportCase(town);
    for (const who of ['ofc', 'ldc']) await town.again(who);
    await gradeCase(town, caseId);
    const ofc = await town.as('ofc');
    const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
    expect((await ofc.command(caseId, 'assign', units)).status).toBe(200);
    await deliver();
    for (const message of arrived) await holds('WebhookMessage', message);
    const told = arrived.find(({ data }) => data.events.some(({ type }) => type === 'assigned'));
    const event = told?.data.events.find(({ type }) => type === 'assigned');
    expect(event).toMatchObject({ actor: { personId: ofc.personId }, body: units });
    expect(told?.names).toMatchObject({
      [ofc.personId]: expect.stringMatching(/\S/),
      'drill-town-meiqiao': expect.stringMatching(/村/),
      'drill-town-chengyun': expect.stringMatching(/\S/),
    });
    const vgg = await town.as('vgg');
    expect(JSON.stringify(arrived)).not.toContain(vgg.personId);
    expect(JSON.stringify(arrived)).not.toContain('属实');
  });

  it('names nobody in a case whose source is protected', async () => {
    const rp = await town.again('rp');
    for (const who of ['ofc', 'ldc']) await town.again(who);
    const opened = await rp.post('/api/v1/cases', await reportBody(rp, { source: 'public-report' }));
    await gradeCase(town, String(opened.body.caseId));
    await deliver();
    expect(arrived.length).toBeGreaterThan(2);
    expect(JSON.stringify(arrived)).not.toMatch(/personId|reporter:/);
    for (const who of ['rp', 'ofc', 'ldc'])
      expect(JSON.stringify(arrived)).not.toContain((await town.as(who)).personId);
  });
});
