import { createHash, createHmac } from 'node:crypto';
import type { Signer } from '../domain/stream';
import { canonical } from './canonical';

/** What an event's hash covers besides the hash before it: every field of the envelope but the two hashes. */
export interface Hashed {
  streamId: string;
  seq: number;
  eventId: string;
  type: string;
  /** Absent for the first, so that a hash stands whatever versions come. */
  version?: number;
  at: string;
  actor: Signer;
  cause: string;
  body: object;
}

/** The hash before the first event of a chain. */
export const NO_HASH = '0'.repeat(64);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 over the hash before and the canonical JSON of the event. */
export const eventHash = (prevHash: string, event: Hashed): string => {
  const { streamId, seq, eventId, type, version, at, actor, cause, body } = event;
  return sha256(prevHash + canonical({ streamId, seq, eventId, type, version, at, actor, cause, body }));
};

/** H(person, key): the key of one person never meets another's. */
export const commandKey = (personId: string, idempotencyKey: string): string =>
  sha256(canonical([personId, idempotencyKey]));

/**
 * The same as the events of a protected reporter name it: who knows a person and guesses his key cannot tell by it that
 * they are his (settled 6.2).
 */
export const sealedCommandKey = (key: Buffer, cmdKey: string): string =>
  createHmac('sha256', key)
    .update(canonical(['command', cmdKey]))
    .digest('hex');
