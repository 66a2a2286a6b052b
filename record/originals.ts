import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { subkey } from './seal';

/*
 * The original of a picture: the bytes as they were sent, with whatever they tell about the sender. Nobody reads it over
 * HTTP. It is encrypted with AES-256-GCM under a key of this purpose alone; the nonce is derived from the content, so that
 * the same content gives the same bytes and is kept once.
 */

const ivBytes = 12;
const tagBytes = 16;

/** By how much a sealed original is longer than the original. */
export const SEAL_BYTES = ivBytes + tagBytes;

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const encryptionKey = (secretKey: Buffer): Buffer => subkey(secretKey, 'upload-original');

const nonceOf = (secretKey: Buffer, sha256: string): Buffer =>
  createHmac('sha256', subkey(secretKey, 'upload-original-nonce')).update(sha256).digest().subarray(0, ivBytes);

/** Encrypts an original: nonce, tag, content. `secretKey` is the API's key of 32 bytes. */
export const sealOriginal = (secretKey: Buffer, bytes: Buffer): { sealed: Buffer; sha256: string } => {
  const sha256 = sha256Of(bytes);
  const iv = nonceOf(secretKey, sha256);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(secretKey), iv);
  cipher.setAAD(Buffer.from(sha256, 'hex'));
  const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return { sealed: Buffer.concat([iv, cipher.getAuthTag(), content]), sha256 };
};

/** Opens what {@link sealOriginal} made of the content with this hash. @throws where key, hash or bytes are others */
export const openOriginal = (secretKey: Buffer, sealed: Buffer, sha256: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(secretKey), sealed.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(sha256, 'hex'));
  decipher.setAuthTag(sealed.subarray(ivBytes, SEAL_BYTES));
  const bytes = Buffer.concat([decipher.update(sealed.subarray(SEAL_BYTES)), decipher.final()]);
  if (sha256Of(bytes) !== sha256) throw new Error('the original has another hash than its row says');
  return bytes;
};
