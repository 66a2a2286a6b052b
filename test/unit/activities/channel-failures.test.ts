import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import type { Delivered } from '../../../activities/channels/channel';
import { createWebhookChannel, type WebhookBook } from '../../../activities/channels/webhook';
import { selfSigned } from './self-signed';

const notification = {
  idemKey: 'key-1',
  claim: 'claim-1',
  streamId: 'case:1',
  seq: 3,
  channel: 'webhook' as const,
  recipient: 'hook-1',
  template: 'events',
  data: {},
  attempts: 1,
};

const bookOf = (url: string, changes: Partial<WebhookBook> = {}): WebhookBook => ({
  find: () => Promise.resolve({ url, secret: 'shared' }),
  disable: () => Promise.resolve(),
  names: () => Promise.resolve({}),
  ...changes,
});

const deliver = (url: string, allow: string[] = [], changes?: Partial<WebhookBook>, with_ = {}): Promise<Delivered> =>
  createWebhookChannel({ webhooks: bookOf(url, changes), allow, nowMs: () => 1_750_000_000_123 })({
    ...notification,
    ...with_,
  });

/** Answers each connection with raw bytes, or does with the socket what the test says. */
const rawServer = async (act: (socket: Socket) => void): Promise<{ endpoint: string; close(): Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .once('data', () => {
        act(socket);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

describe('U-1 a delivery that cannot be made is a failure and never an exception', () => {
  const strays: unknown[] = [];
  const note = (error: unknown): void => {
    strays.push(error);
  };
  beforeAll(() => {
    process.on('uncaughtException', note).on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('uncaughtException', note).off('unhandledRejection', note);
  });
  beforeEach(() => {
    strays.length = 0;
  });
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (strays.length > 0) throw new AggregateError(strays, 'something was thrown where nobody catches');
  });

  it.each(['https://nowhere.invalid/hook', 'https://xn--0.example/hook'])(
    'U-1 where the name does not resolve: %s',
    async (url) => {
      expect(await deliver(url)).toEqual({
        ok: false,
        reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$|^not a URL$/),
      });
    },
  );

  it('U-1 where a name that the configuration allows does not resolve', async () => {
    const reply = await deliver('http://nowhere.invalid:8080/hook', ['nowhere.invalid:8080']);
    expect(reply).toEqual({ ok: false, reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/) });
  });

  it.each<[string, (socket: Socket) => void]>([
    [
      'resets the connection',
      (socket) => {
        socket.resetAndDestroy();
      },
    ],
    [
      'hangs up without a word',
      (socket) => {
        socket.end();
      },
    ],
    [
      'speaks another protocol',
      (socket) => {
        socket.end('SSH-2.0-OpenSSH_9.6\r\n');
      },
    ],
    [
      'breaks off its header',
      (socket) => {
        socket.end('HTTP/1.1 200 OK\r\nContent-Le');
      },
    ],
    [
      'switches protocols',
      (socket) => {
        socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n');
      },
    ],
    [
      'sends 64 KB of headers',
      (socket) => {
        socket.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`);
      },
    ],
    [
      'answers with a status that is none',
      (socket) => {
        socket.end('HTTP/1.1 999999 x\r\n\r\n');
      },
    ],
  ])('U-1 where the receiver %s', async (_, act) => {
    const server = await rawServer(act);
    expect(await deliver(`http://${server.endpoint}/`, [server.endpoint])).toEqual({
      ok: false,
      reason: expect.stringMatching(/^[A-Z][A-Za-z_0-9]+$/),
    });
    await server.close();
  });

  it.each([
    ['breaks off', 'Content-Length: 5000\r\n\r\nabc'],
    ['has a broken chunk', 'Transfer-Encoding: chunked\r\n\r\nZZ\r\n'],
  ])('takes a 2xx answer at its word although its body, which nobody reads, %s', async (_, rest) => {
    const server = await rawServer((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\n${rest}`);
    });
    expect(await deliver(`http://${server.endpoint}/`, [server.endpoint])).toEqual({
      ok: true,
      providerRef: 'http-200',
    });
    await server.close();
  });

  it('U-1 where TLS is spoken to a receiver that has none', async () => {
    const server = await rawServer((socket) => {
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    expect(await deliver(`https://${server.endpoint}/`, [server.endpoint])).toMatchObject({ ok: false });
    await server.close();
  });

  it('U-1 where the certificate is signed by itself', async () => {
    const server = createTlsServer(selfSigned, (_, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await deliver(`https://${endpoint}/`, [endpoint])).toEqual({
      ok: false,
      reason: expect.stringMatching(/^(DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|CERT_HAS_EXPIRED)$/),
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('U-1 where a header would hold characters that it cannot', async () => {
    const server = await rawServer((socket) => {
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
    const reply = await deliver(`http://${server.endpoint}/`, [server.endpoint], {}, { idemKey: 'a\r\nb: 案件' });
    expect(reply).toEqual({ ok: false, reason: 'UND_ERR_INVALID_ARG' });
    await server.close();
  });

  it('U-1 where the secret cannot be opened, and says nothing of the secret', async () => {
    const find = (): never => {
      throw new Error('Unsupported state or unable to authenticate data: shared');
    };
    expect(await deliver('https://example.com/', [], { find: () => Promise.resolve().then(find) })).toEqual({
      ok: false,
      reason: 'the webhook cannot be read: Error',
    });
    expect(await deliver('https://example.com/', [], { find })).toMatchObject({ ok: false });
  });

  it('U-1 where the names cannot be read: nothing is sent, and nothing is said of the receiver', async () => {
    const server = await rawServer((socket) => {
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
    const names = (): Promise<never> => Promise.reject(Object.assign(new Error('gone away'), { code: 'ECONNREFUSED' }));
    expect(await deliver(`http://${server.endpoint}/`, [server.endpoint], { names })).toEqual({
      ok: false,
      reason: 'the names cannot be read: ECONNREFUSED',
    });
    await server.close();
  });

  it('U-1 where a receiver that is gone cannot be switched off', async () => {
    const server = await rawServer((socket) => {
      socket.end('HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n');
    });
    const disable = (): Promise<void> => Promise.reject(new Error('database away'));
    expect(await deliver(`http://${server.endpoint}/`, [server.endpoint], { disable })).toEqual({
      ok: false,
      reason: 'http-410',
    });
    await server.close();
  });
});
