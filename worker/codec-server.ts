import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { isIP } from 'node:net';
import { listen, type RunningServer } from '../listen';

/** More than any page of a history holds. */
const mostBytes = 32 * 1024 * 1024;

/** A payload as Temporal's UI and CLI send it: protobuf in JSON, with bytes in base64. */
interface JsonPayload {
  metadata?: { [name: string]: string };
  data?: string;
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const read = ({ metadata = {}, data = '' }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, bytesOf(value)])),
  data: bytesOf(data),
});

const shown = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, textOf(value)])),
  data: textOf(data ?? new Uint8Array()),
});

const isPayload = (value: unknown): value is JsonPayload => {
  if (typeof value !== 'object' || value === null) return false;
  const metadata = 'metadata' in value ? value.metadata : {};
  const data = 'data' in value ? value.data : '';
  const isTexts = typeof metadata === 'object' && metadata !== null && Object.values(metadata).every(isText);
  return isTexts && isText(data);
};

const isText = (value: unknown): boolean => typeof value === 'string';

const payloadsIn = (body: string): JsonPayload[] | undefined => {
  try {
    const parsed: unknown = JSON.parse(body);
    const payloads = typeof parsed === 'object' && parsed !== null && 'payloads' in parsed ? parsed.payloads : null;
    return Array.isArray(payloads) && payloads.every(isPayload) ? payloads : undefined;
  } catch {
    return undefined;
  }
};

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
};

/** Only by an address or localhost: a page that leads the browser here by a name of its own gets nothing. */
const isLoopbackHost = (request: IncomingMessage): boolean => {
  const host = (request.headers.host ?? '').replace(/:\d{1,5}$/, '').replace(/^\[|\]$/g, '');
  return host === 'localhost' || isIP(host) !== 0;
};

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
};

const asked = async (codec: PayloadCodec, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (!isLoopbackHost(request)) {
    answer(response, 421, { message: 'ask 127.0.0.1 or localhost' });
    return;
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'POST' || request.url !== '/decode') {
    answer(response, 404, { message: 'POST /decode' });
    return;
  }
  const body = await bodyOf(request);
  const payloads = body === undefined ? undefined : payloadsIn(body);
  if (payloads === undefined) {
    answer(response, 400, { message: 'a body {"payloads": [{"metadata": {}, "data": ""}]} was expected' });
    return;
  }
  try {
    answer(response, 200, { payloads: (await codec.decode(payloads.map(read))).map(shown) });
  } catch (error) {
    answer(response, 422, { message: error instanceof Error ? error.message : String(error) });
  }
};

/**
 * Makes payloads readable in Temporal's own UI and CLI, on loopback only: who may run programs on this machine as this
 * account has the key anyway. Pages of `origin` alone may ask from a browser. It decrypts and never encrypts.
 */
export const startCodecServer = (
  codec: PayloadCodec,
  { origin, port = 0 }: { origin: string; port?: number },
): Promise<RunningServer> =>
  listen(
    (request, response) => {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Headers', 'content-type, x-namespace');
      response.setHeader('Vary', 'Origin');
      asked(codec, request, response).catch(() => {
        response.destroy();
      });
    },
    { host: '127.0.0.1', port },
  );
