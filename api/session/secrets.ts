import { createHash, createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** A secret of 256 bits for a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored instead of a secret. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * A secret that is shown once and kept by nobody: derived from the server's key and the request, so that a repeated
 * request is answered alike without storing it.
 */
export const derivedSecret = (key: Buffer, purpose: string, personId: string, idempotencyKey: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([purpose, personId, idempotencyKey]))
    .digest('base64url');

export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash of nothing anybody has, so that an unknown name takes as long as a wrong password. */
const decoy = hashPassword(randomBytes(24).toString('hex'));

export const verifyPassword = async (stored: string | undefined, password: string): Promise<boolean> => {
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== undefined;
};

/** No letters or digits that are taken for one another when they are read out or typed. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 79 bits for one use, in four groups that can be read out, from the bytes of a secret. */
export const oneTimePasswordOf = (secret: string): string => {
  const bytes = createHash('sha512').update(secret).digest();
  const letters = Array.from({ length: 16 }, (_, n) => legible[bytes.readUInt16BE(n * 2) % legible.length] ?? '');
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
};
