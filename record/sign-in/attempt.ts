import type { Instant } from '../../domain/clock/instant';
import type { PaceScope } from '../../domain/people/pace';
import type { AuditPlace } from '../audit';

/** Somebody at the door with a name and a password, by the keyed hashes that wrong passwords are counted under. */
export interface SignInAttempt {
  keys: Record<PaceScope, string>;
  /** Where it comes from, for the audit log. */
  place: AuditPlace;
}

export interface WrongPassword {
  attempt: SignInAttempt;
  /** Who, being signed in, gave a wrong current password, which is audited here; null at the sign-in, whose refusal is. */
  personId: string | null;
}

export interface NewSession {
  attempt: SignInAttempt;
  personId: string;
  /** The hash that the password was right for: when it is another by now, no session is opened. */
  passwordHash: string;
  idHash: string;
  csrf: string;
  /** By the clock of sessions. */
  createdAt: Instant;
  expiresAt: Instant;
}

/** `slowed`: it has to wait, whatever the password; `refused`: password changed or account closed meanwhile. */
export type SessionOpened = { outcome: 'opened' } | { outcome: 'slowed'; waitMs: number } | { outcome: 'refused' };
