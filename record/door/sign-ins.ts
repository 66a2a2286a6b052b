import type { Instant } from '../../domain/clock/instant';
import type { TokenScope } from '../../domain/people/scopes';
import type { DoorFailure } from '../request';
import type { NewSession, SessionOpened, SignInAttempt, WrongPassword } from '../sign-in/attempt';

/** A credential that was not revoked, of an account that is not closed. */
export interface Credential {
  personId: string;
  mustChangePassword: boolean;
  expiresAt: Instant;
  /** Of a session; null of a token. */
  session: { csrf: string; lastSeenAt: Instant } | null;
  /** Of a token; null of a session. */
  token: { scopes: TokenScope[]; lastUsedAt: Instant | null } | null;
  /** The record's clock, and a number that grows with every change of units, posts or towns anywhere. */
  standing: { now: Instant; directories: number };
}

/** Who is there already. */
export interface CredentialReader {
  /** Whose session or token this is, by the hash it is kept under, with the clock and the version of all directories. */
  whoIs(kind: 'session' | 'token', hash: string): Promise<Credential | undefined>;
  /** The same of many at once; those that are nobody's any more are left out. */
  whoAre(kind: 'session' | 'token', hashes: readonly string[]): Promise<Map<string, Credential>>;
}

/** Who wants to come in. */
export interface SignIns {
  /** How long a sign-in has to wait because of wrong passwords before it, in milliseconds; takes no lock. */
  signInWait(attempt: SignInAttempt): Promise<number>;
  /** Counts a wrong password, with its audit row; `waitMs` above 0: it had to wait and was not counted. */
  wrongPassword(wrong: WrongPassword): Promise<{ waitMs: number } | { failure: DoorFailure }>;
  /** Opens a session after a right password, with its audit row. */
  openSession(session: NewSession): Promise<SessionOpened | { failure: DoorFailure }>;
}
