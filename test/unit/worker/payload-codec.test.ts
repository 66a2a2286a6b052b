import { randomBytes } from 'node:crypto';
import { createPayloadCodec } from '../../../worker/payload-codec';

const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"title":"消防通道堵塞"}') };

const readable = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();

describe('the payload codec', () => {
  const codec = createPayloadCodec(randomBytes(32));

  it('gives back what it encrypted', async () => {
    const [decoded] = await codec.decode(await codec.encode([payload]));
    expect(readable(decoded?.data)).toBe('{"title":"消防通道堵塞"}');
    expect(readable(decoded?.metadata?.['encoding'])).toBe('json/plain');
  });

  it('leaves nothing readable', async () => {
    const [encoded] = await codec.encode([payload]);
    expect(readable(encoded?.data)).not.toContain('消防');
    expect(JSON.stringify(Object.keys(encoded?.metadata ?? {}))).toBe('["encoding","encryption-key-id"]');
  });

  it('encrypts the same content differently each time', async () => {
    const [first, second] = await codec.encode([payload, payload]);
    expect(readable(first?.data)).not.toBe(readable(second?.data));
  });

  it('takes a payload without data, which protobuf gives as an empty array', async () => {
    const empty = { metadata: { encoding: Buffer.from('binary/null') }, data: JSON.parse('[]') };
    const [decoded] = await codec.decode(await codec.encode([empty]));
    expect(decoded?.data).toHaveLength(0);
  });

  it('reads what releases before 0.4.0 wrapped in a framing of their own', async () => {
    const counting = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
    const data = Buffer.from(
      'zHI0MMNcdK3eLbe3UWnqn6Fs9feO1zr5S0E9hUnn/u50E6c6qj225zeYPI0bdOb9k2bxzlF0Wj+0vFCQBIfkspOYJEXYyXcVfXgjhCpCen5sMeCgOKCeYY8HCEZCP8w=',
      'base64',
    );
    const metadata = { encoding: Buffer.from('binary/encrypted'), 'key-id': Buffer.from('630dcd2966c43366') };
    const [decoded] = await createPayloadCodec(counting).decode([{ metadata, data }]);
    expect(readable(decoded?.data)).toBe('{"title":"消防通道堵塞"}');
    expect(readable(decoded?.metadata?.['encoding'])).toBe('json/plain');
  });

  it('passes on what is not encrypted', async () => {
    expect(await codec.decode([payload])).toEqual([payload]);
  });

  it('refuses what was encrypted with another key, and says which', async () => {
    const encoded = await createPayloadCodec(randomBytes(32)).encode([payload]);
    expect(() => codec.decode(encoded)).toThrow(/was encrypted with key [0-9a-f]{16}, this process has key/);
  });

  it('refuses what was changed on the way', async () => {
    const [encoded] = await codec.encode([payload]);
    const data = Buffer.from(encoded?.data ?? []);
    data.writeUInt8(data.readUInt8(data.length - 1) ^ 1, data.length - 1);
    expect(() => codec.decode([{ metadata: encoded?.metadata ?? null, data }])).toThrow(/authenticate/);
  });

  it('needs a key of 32 bytes', () => {
    expect(() => createPayloadCodec(randomBytes(16))).toThrow('32 bytes');
  });
});
