import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { guardedAgent } from '../../../activities/channels/guard';
import { createWebhookChannel } from '../../../activities/channels/webhook';
import type { Delivered } from '../../../activities/channels/channel';

interface Arrival {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const arrivals: Arrival[] = [];
const disabled: string[] = [];
let answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
let receiver: Server;
let port: number;

const notification = {
  idemKey: 'key-1',
  streamId: 'case:1',
  seq: 3,
  channel: 'webhook' as const,
  recipient: 'hook-1',
  template: 'deadline-missed',
  data: { caseNumber: '白鹤-2025-00001' },
  attempts: 0,
  claim: 'claim-1',
};

function deliver(url: string, allow = [`127.0.0.1:${port}`, `localhost:${port}`]): Promise<Delivered> {
  const webhooks = {
    find: () => Promise.resolve({ url, secret: 'shared' }),
    disable: (id: string) => {
      disabled.push(id);
      return Promise.resolve();
    },
    names: () => Promise.resolve({ 'unit-1': '梅桥村' }),
  };
  return createWebhookChannel({ webhooks, allow, nowMs: () => 1_750_000_000_123 })(notification);
}

const url = (path = '/hook'): string => `http://127.0.0.1:${port}${path}`;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrivals.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  port = (receiver.address() as AddressInfo).port;
});

afterAll(() => new Promise((resolve) => receiver.close(resolve)));

beforeEach(() => {
  arrivals.length = 0;
  disabled.length = 0;
  answer = (response) => response.writeHead(204).end();
});

describe('the webhook channel', () => {
  it('posts JSON that the receiver can check and recognise again', async () => {
    expect(await deliver(url())).toEqual({ ok: true, providerRef: 'http-204' });
    const { headers, body } = arrivals[0]!;
    const v1 = createHmac('sha256', 'shared').update(`1750000000.${body}`).digest('hex');
    expect(headers['bihuan-signature']).toBe(`t=1750000000,v1=${v1}`);
    expect(headers['idempotency-key']).toBe('key-1');
    expect(JSON.parse(body)).toEqual({
      id: 'key-1',
      streamId: 'case:1',
      seq: 3,
      template: 'deadline-missed',
      data: { id: '1', caseNumber: '白鹤-2025-00001' },
      names: { 'unit-1': '梅桥村' },
    });
  });

  it.each([301, 302, 307, 308])('takes a redirect (%d) as a failure and sends nothing on', async (status) => {
    answer = (response) => response.writeHead(status, { location: url('/elsewhere') }).end();
    expect(await deliver(url())).toEqual({ ok: false, reason: `http-${status}` });
    expect(arrivals.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('takes a server error as a failure', async () => {
    answer = (response) => response.writeHead(500).end('who reads this');
    expect(await deliver(url())).toEqual({ ok: false, reason: 'http-500' });
  });

  it.each([
    ['120', 120_000],
    ['Sun, 15 Jun 2025 15:07:40 GMT', 59_877],
    ['soon', undefined],
    ['-5', undefined],
  ])('tells how long the receiver wants to be left alone: %s', async (retryAfter, retryAfterMs) => {
    answer = (response) => response.writeHead(429, { 'retry-after': retryAfter }).end();
    expect(await deliver(url())).toEqual({ ok: false, reason: 'http-429', ...(retryAfterMs ? { retryAfterMs } : {}) });
  });

  it('switches a webhook off whose receiver is gone', async () => {
    answer = (response) => response.writeHead(410).end();
    expect(await deliver(url())).toEqual({ ok: false, reason: 'http-410', final: true });
    expect(disabled).toEqual(['hook-1']);
  });

  it('stops reading an answer that does not end', async () => {
    let written = 0;
    answer = (response) => {
      response.writeHead(200);
      const write = (): void => {
        written += 16_384;
        if (!response.destroyed) response.write(Buffer.alloc(16_384), () => setImmediate(write));
      };
      write();
    };
    await deliver(url());
    expect(written).toBeLessThan(16_000_000);
  });

  it('gives up after ten seconds', async () => {
    answer = (response) => {
      response.writeHead(200).flushHeaders();
      const drip = setInterval(() => {
        if (response.destroyed) clearInterval(drip);
        else response.write('.');
      }, 200);
    };
    const startedAt = Date.now();
    expect(await deliver(url())).toMatchObject({ ok: false });
    expect(Date.now() - startedAt).toBeLessThan(12_000);
  }, 20_000);

  it('reports a refused connection by its code only', async () => {
    expect(await deliver('http://127.0.0.1:1/', ['127.0.0.1:1'])).toEqual({ ok: false, reason: 'ECONNREFUSED' });
  });

  it('connects to no private address, not even by way of a name', async () => {
    expect(await deliver(url(), [])).toEqual({
      ok: false,
      reason: 'not a public address',
      notAllowed: `127.0.0.1:${port}`,
    });
    const agent = guardedAgent(new URL(`http://localhost:${port}`), [], { timeoutMs: 1_000, maxBytes: 1_000 });
    await expect(request(`http://localhost:${port}/hook`, { dispatcher: agent })).rejects.toThrow('not public');
    await agent.destroy();
    expect(arrivals).toEqual([]);
  });

  it('reaches a name that the configuration allows', async () => {
    expect(await deliver(`http://localhost:${port}/hook`)).toMatchObject({ ok: true });
  });
});
