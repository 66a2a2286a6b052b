import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** A key for one purpose, so that no two uses share one. */
export const subkey = (key: Buffer, purpose: string): Buffer => createHmac('sha256', key).update(purpose).digest();

/** Encrypts a secret that must be used again (AES-256-GCM, fresh nonce), as base64 text. */
export const seal = (key: Buffer, secret: string): string => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', subkey(key, 'seal'), iv);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
};

/** Opens what {@link seal} made; throws when the text or the key is another. */
export const open = (key: Buffer, text: string): string => {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', subkey(key, 'seal'), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
};
