import type { CaseFile } from '../domain/case/file';
import type { Instant } from '../domain/clock/instant';
import type { EscalationFile } from '../domain/escalation/file';
import type { Directory } from '../domain/people/directory';
import type { TokenScope } from '../domain/people/scopes';
import type { NewSession, SessionOpened, SignInAttempt, WrongPassword } from './sign-in/attempt';
import type { AuditEntry } from './audit';
import type { DoorFailure, CommandRequest, DoorResult } from './request';
import type { Setback, ClaimedStream, StreamEnvelope, StreamNews, SettleOutcome, ChainReport } from './stream-work';
import type { AdminRequest } from './admin';
import type { DueNotification, ClaimOptions, FailedHow, Muted } from './due-message';

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

/** The one door: every write of the record. Reads for lists go to `sources.read` directly. */
export interface Door {
  execute(request: CommandRequest): Promise<DoorResult>;
  /** Idempotent write beside the streams, with its audit row and the directory's new version in the same transaction. */
  administer(request: AdminRequest): Promise<DoorResult>;
  /** An audit row without a write (refused attempts, exports). */
  audit(entry: AuditEntry): Promise<void>;
  /** The name that stands in the audit log for a protected person, as it is written there. */
  sealedName(kind: 'account' | 'act', personId: string, act: { at: Instant; action: string; ref: string }): string;

  /** Fires what is due; returns every event after `appliedSeq` and marks them sent. */
  settle(streamId: string, generation: number, appliedSeq: number): Promise<SettleOutcome>;
  /** Settles a page of overdue streams; `more` when the page was full. One that cannot be settled is tried again later. */
  settlePage(limit: number): Promise<{ settled: number; more: boolean }>;

  /** Streams with unsent events, leased for `leaseMs` (default 30 s), oldest first. */
  claimStreams(limit: number, leaseMs?: number): Promise<ClaimedStream[]>;
  /** The unsent events of each of these streams, in order. */
  unsentOf(streamIds: string[]): Promise<(StreamNews | null)[]>;
  /** Notes what is in the histories. It is true whoever has the lease by now, so nobody is asked for a claim. */
  markSent(sent: { streamId: string; seqs: number[] }[]): Promise<void>;
  /** The stream's events could not be sent: later and later. False where the claim has passed on; nothing changes then. */
  putOffStream(claimed: Pick<ClaimedStream, 'streamId' | 'claim'>, reason: string): Promise<boolean>;
  /** Streams that cannot go on, those first that have been so for longest. */
  setbacks(): Promise<Setback[]>;
  /** Makes all of them due at once; how many had to wait. */
  retrySetbacks(): Promise<number>;
  outboxAge(): Promise<{ rows: number; oldestMs: number }>;

  loadStream(streamId: string, afterSeq?: number): Promise<StreamEnvelope[]>;
  /** The same with what the stream is in time; null where there is none. */
  newsOf(streamId: string, afterSeq: number): Promise<StreamNews | null>;
  /**
   * The folded file; undefined when there is no such stream.
   * @throws {@link UnknownEvent} where the file must be folded again and holds an event that the program does not know
   */
  loadFile(streamId: string): Promise<CaseFile | EscalationFile | undefined>;
  /** Those of these streams that there are and that this program can fold; the others are logged and left out. */
  loadFiles(streamIds: readonly string[]): Promise<(CaseFile | EscalationFile)[]>;
  /** Notes who reads each case of which nobody has noted it yet, as data of earlier releases; how many those were. */
  noteReaders(): Promise<number>;
  verifyChain(streamId: string): Promise<ChainReport>;
  generationOf(streamId: string): Promise<number | undefined>;
  /** One more, or undefined when there is no such stream. */
  raiseGeneration(streamId: string): Promise<number | undefined>;
  /** Open streams whose workflows an older release began, in order of id. */
  streamsToTakeOver(afterId: string, limit: number): Promise<string[]>;
  /** Notes that a workflow of today lives the stream. */
  noteTakenOver(streamId: string): Promise<void>;
  /** Streams that are not ended, in order of id, for `rebuild workflows`. */
  openStreams(afterId: string, limit: number): Promise<{ streamId: string; generation: number; lastSeq: number }[]>;

  /**
   * Claims due messages (state `sending`), for each recipient in turn, so that none waits for what another gets. One that
   * is never settled is due again when the lease ends. None while the channel is muted.
   */
  claimNotifications(limit: number, options?: ClaimOptions): Promise<DueNotification[]>;
  /** Claims one by key; undefined when it is not due any more. */
  claimNotification(idemKey: string): Promise<DueNotification | undefined>;
  /** The receiver has it: that stays true when the claim has passed on meanwhile, and ends every other attempt. */
  markDelivered(idemKey: string, providerRef: string): Promise<void>;
  /** Queued again with backoff, or `failed-final` after the last attempt; `passed-on`, and nothing is changed, for an old claim. */
  markFailed(
    claimed: Pick<DueNotification, 'idemKey' | 'claim'>,
    error: string,
    how?: FailedHow,
  ): Promise<'queued' | 'failed-final' | 'passed-on'>;
  /** Since when and why nothing is sent by webhook; undefined when it is. */
  muted(): Promise<Muted | undefined>;

  /** Units and posts of a town and its district, as of now. */
  directoryOf(townId: string): Promise<Directory>;
  /** Whose session or token this is, by the hash it is kept under, with the clock and the version of all directories. */
  whoIs(kind: 'session' | 'token', hash: string): Promise<Credential | undefined>;
  /** How long a sign-in has to wait because of wrong passwords before it, in milliseconds; takes no lock. */
  signInWait(attempt: SignInAttempt): Promise<number>;
  /** Counts a wrong password, with its audit row; `waitMs` above 0: it had to wait and was not counted. */
  wrongPassword(wrong: WrongPassword): Promise<{ waitMs: number } | { failure: DoorFailure }>;
  /** Opens a session after a right password, with its audit row. */
  openSession(session: NewSession): Promise<SessionOpened | { failure: DoorFailure }>;
  /** The record's clock. */
  now(): Promise<Instant>;
  /** Asked by /readyz: wrong database settings by name, whether the circuit is open, the oldest overdue deadline. */
  health(): Promise<DoorHealth>;
  /** Stops asking for a database that is away; the data sources are closed by who opened them. */
  close(): void;
}

export interface DoorHealth {
  available: boolean;
  /** Sentences, each naming a setting, what it is and what it must be. */
  wrongSettings: string[];
  /** Why the database answers and takes no writes, as a sentence; null while it takes them. */
  refusesWrites: string | null;
  outbox: { rows: number; oldestMs: number };
  /** How long the most overdue deadline has been waiting, of streams that can go on; 0 when none is. */
  oldestOverdueMs: number;
  /** Streams that cannot go on by themselves, by what fails, and for how long the oldest has been so. */
  stuck: { settle: number; relay: number; oldestMs: number };
  muted: Muted | null;
  /** Years whose working days should be known today and are not (settled 5.9). */
  missingYears: number[];
}
