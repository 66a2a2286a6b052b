import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';

const encoding = 'binary/encrypted';
const ivLength = 12;
const tagLength = 16;
const keyLength = 32;

/** Metadata and data of a payload as one piece, so that nothing about the content stays readable. */
function pack({ metadata, data }: Payload): Buffer {
  const head = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const headBytes = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(headBytes.length);
  // Protobuf gives empty data as an empty array, which is no Uint8Array whatever its type says.
  return Buffer.concat([size, headBytes, Buffer.from(data ?? [])]);
}

function isHead(value: unknown): value is [string, string][] {
  const isText = (part: unknown): boolean => typeof part === 'string';
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));
}

function unpack(bytes: Buffer): Payload {
  const headEnd = 4 + bytes.readUInt32BE(0);
  const head: unknown = JSON.parse(bytes.subarray(4, headEnd).toString());
  if (!isHead(head)) throw new Error('an encrypted payload holds no readable metadata');
  const metadata = Object.fromEntries(
    head.map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))]),
  );
  return { metadata, data: new Uint8Array(bytes.subarray(headEnd)) };
}

/**
 * Encrypts every payload with AES-256-GCM before it leaves for the Temporal server: histories hold whole events. Clients
 * and workers need the same key of 32 bytes, which belongs into the backup. Payloads that are not encrypted pass as they
 * are, so that tools without the key can still start a workflow.
 */
export function createPayloadCodec(key: Buffer): PayloadCodec {
  if (key.length !== keyLength) throw new Error(`the payload key must have ${keyLength} bytes`);
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 16);
  // Made once: making it for every payload costs more than encrypting one.
  const secret = createSecretKey(key);

  function encrypt(payload: Payload): Payload {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', secret, iv);
    const body = Buffer.concat([cipher.update(pack(payload)), cipher.final()]);
    return {
      metadata: { encoding: Buffer.from(encoding), 'key-id': Buffer.from(keyId) },
      data: Buffer.concat([iv, cipher.getAuthTag(), body]),
    };
  }

  function decrypt(payload: Payload): Payload {
    const { metadata, data } = payload;
    if (!metadata?.['encoding'] || Buffer.from(metadata['encoding']).toString() !== encoding || !data) return payload;
    const usedId = Buffer.from(metadata['key-id'] ?? []).toString();
    if (usedId !== keyId) throw new Error(`a payload was encrypted with key ${usedId}, this process has key ${keyId}`);
    const bytes = Buffer.from(data);
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, ivLength));
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return unpack(Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]));
  }

  return {
    encode: (payloads) => Promise.resolve(payloads.map(encrypt)),
    decode: (payloads) => Promise.resolve(payloads.map(decrypt)),
  };
}
