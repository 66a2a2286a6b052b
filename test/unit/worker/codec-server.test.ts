import { randomBytes } from 'node:crypto';
import type { RunningServer } from '../../../listen';
import { startCodecServer } from '../../../worker/codec-server';
import { createPayloadCodec } from '../../../worker/payload-codec';

const codec = createPayloadCodec(randomBytes(32));
const origin = 'http://127.0.0.1:8233';
const plain = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"number":"白鹤-2025-00001"}') };

interface Answer {
  status: number;
  origin: string | null;
  body: { payloads?: { metadata: { [name: string]: string }; data: string }[]; message?: string };
}

describe('the codec endpoint', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startCodecServer(codec, { origin });
  });
  afterAll(() => server.stop(0));

  const post = async (body: string, path = '/decode'): Promise<Answer> => {
    const reply = await fetch(`${server.url}${path}`, { method: 'POST', body });
    const allowed = reply.headers.get('access-control-allow-origin');
    return { status: reply.status, origin: allowed, body: (await reply.json()) as Answer['body'] };
  };
  const encoded = async (by = codec): Promise<string> => {
    const [payload] = await by.encode([plain]);
    const inBase64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
    const metadata = Object.fromEntries(
      Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, inBase64(value)]),
    );
    return JSON.stringify({ payloads: [{ metadata, data: inBase64(payload?.data) }] });
  };

  it('makes readable what the UI of Temporal sends, for pages of that UI alone', async () => {
    const { status, origin: allowed, body } = await post(await encoded());
    expect([status, allowed]).toEqual([200, origin]);
    const [payload] = body.payloads ?? [];
    expect(Buffer.from(payload?.data ?? '', 'base64').toString()).toBe('{"number":"白鹤-2025-00001"}');
    expect(Buffer.from(payload?.metadata['encoding'] ?? '', 'base64').toString()).toBe('json/plain');
  });

  it('answers the question that a browser asks before', async () => {
    const reply = await fetch(`${server.url}/decode`, { method: 'OPTIONS' });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-headers')).toContain('x-namespace');
  });

  it('says which key is missing', async () => {
    const { status, body } = await post(await encoded(createPayloadCodec(randomBytes(32))));
    expect([status, body.message]).toEqual([422, expect.stringMatching(/was encrypted with key [0-9a-f]{16}/)]);
  });

  it.each(['', '{', '[]', '{"payloads": {}}', '{"payloads": [1]}', '{"payloads": [{"metadata": {"a": 1}}]}'])(
    'refuses %j and goes on',
    async (body) => {
      expect((await post(body)).status).toBe(400);
      expect((await post(await encoded())).status).toBe(200);
    },
  );

  it('encrypts nothing, and is nothing else', async () => {
    expect((await post(await encoded(), '/encode')).status).toBe(404);
    expect((await fetch(`${server.url}/decode`)).status).toBe(404);
  });
});
