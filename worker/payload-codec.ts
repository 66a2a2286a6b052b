import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

const encoding = 'binary/encrypted';
const keyId = 'encryption-key-id';
/** Of releases before 0.4.0. */
const firstKeyId = 'key-id';
const ivLength = 12;
const tagLength = 16;
const keyLength = 32;

function isHead(value: unknown): value is [string, string][] {
  const isText = (part: unknown): boolean => typeof part === 'string';
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));
}

/** What releases before 0.4.0 wrapped: a head of their own. */
function unpackFirst(bytes: Buffer): Payload {
  const headEnd = 4 + bytes.readUInt32BE(0);
  const head: unknown = JSON.parse(bytes.subarray(4, headEnd).toString());
  if (!isHead(head)) throw new Error('an encrypted payload holds no readable metadata');
  const metadata = Object.fromEntries(
    head.map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))]),
  );
  return { metadata, data: new Uint8Array(bytes.subarray(headEnd)) };
}

const wrapped = temporal.api.common.v1.Payload;

/** Metadata and data as one piece, so that nothing about the content stays readable. */
const pack = ({ metadata, data }: Payload): Uint8Array =>
  // Protobuf gives empty data as an empty array, which is no Uint8Array whatever its type says.
  wrapped.encode({ metadata: metadata ?? null, data: Buffer.from(data ?? []) }).finish();

const unpack = (bytes: Buffer): Payload => {
  const { metadata, data } = wrapped.decode(bytes);
  return { metadata, data };
};

const textOf = ({ metadata }: Payload, name: string): string | undefined => {
  const value = metadata?.[name];
  return value == null ? undefined : Buffer.from(value).toString();
};

/**
 * Encrypts every payload with AES-256-GCM before it leaves for the Temporal server: histories hold whole events. Clients
 * and workers need the same key of 32 bytes, which belongs into the backup. The framing is that of Temporal's own examples
 * (a Payload message, `encryption-key-id`, iv, content, tag); what earlier releases wrote stays readable. Payloads that are
 * not encrypted pass as they are, so that tools without the key can still start a workflow.
 */
export function createPayloadCodec(key: Buffer): PayloadCodec {
  if (key.length !== keyLength) throw new Error(`the payload key must have ${keyLength} bytes`);
  const ownId = createHash('sha256').update(key).digest('hex').slice(0, 16);
  // Made once: making it for every payload costs more than encrypting one.
  const secret = createSecretKey(key);

  function encrypt(payload: Payload): Payload {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', secret, iv);
    const body = Buffer.concat([cipher.update(pack(payload)), cipher.final()]);
    return {
      metadata: { encoding: Buffer.from(encoding), [keyId]: Buffer.from(ownId) },
      data: Buffer.concat([iv, body, cipher.getAuthTag()]),
    };
  }

  function open(iv: Buffer, body: Buffer, tag: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', secret, iv);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  function decrypt(payload: Payload): Payload {
    if (textOf(payload, 'encoding') !== encoding || !payload.data) return payload;
    const usedId = textOf(payload, keyId);
    const named = usedId ?? textOf(payload, firstKeyId) ?? '';
    if (named !== ownId) throw new Error(`a payload was encrypted with key ${named}, this process has key ${ownId}`);
    const bytes = Buffer.from(payload.data);
    const iv = bytes.subarray(0, ivLength);
    if (usedId !== undefined) return unpack(open(iv, bytes.subarray(ivLength, -tagLength), bytes.subarray(-tagLength)));
    const tagEnd = ivLength + tagLength;
    return unpackFirst(open(iv, bytes.subarray(tagEnd), bytes.subarray(ivLength, tagEnd)));
  }

  return {
    encode: (payloads) => Promise.resolve(payloads.map(encrypt)),
    decode: (payloads) => Promise.resolve(payloads.map(decrypt)),
  };
}
