import type { CaseCommand, ReportCommand } from '../domain/case/commands';
import type { CaseEnvelope } from '../domain/case/facts';
import type { CaseFile } from '../domain/case/file';
import type { Instant } from '../domain/clock/instant';
import type { EscalationCommand, OpenEscalation } from '../domain/escalation/commands';
import type { EscalationEnvelope } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import type { Calendar } from '../domain/clock/calendar';
import type { Context } from '../domain/context';
import type { CaseDraft } from '../domain/case/facts';
import type { EscalationDraft } from '../domain/escalation/facts';
import type { Directory } from '../domain/people/directory';
import type { TokenScope } from '../domain/people/scopes';
import type { Telling } from '../domain/people/telling';
import type { Pack } from '../domain/policy/pack';
import type { CaseRules, Effect, EscalationRules } from '../domain/rules';
import type { Refusal } from '../domain/stream';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { NewSession, SessionOpened, SignInAttempt, WrongPassword } from './sign-in/attempt';
import type { AuditEntry, AuditPlace } from './audit';

/** A reporter's identity: kept in a table of its own, never in an event. */
export interface ReporterIdentity {
  name: string;
  phone: string;
  anonymous: boolean;
}

/** What the caller wants done to which stream. `opens` streams get a fresh id from the door. */
export type Target =
  | { kind: 'case'; caseId: string; command: CaseCommand }
  | {
      kind: 'case';
      opens: true;
      townId: string;
      policy: { packId: string; version: string };
      command: ReportCommand;
      reporter?: ReporterIdentity;
    }
  | { kind: 'escalation'; escalationId: string; command: EscalationCommand }
  | {
      kind: 'escalation';
      opens: true;
      townId: string;
      policy: { packId: string; version: string };
      command: OpenEscalation;
    };

/** The answer that is sent, stored under the key and repeated byte for byte. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
  /** Version of the stream after the command, for `ETag`. */
  version?: number;
}

/** What the door did, before it is put into words by the caller. */
export type Outcome =
  | {
      kind: 'done';
      opened: boolean;
      streamId: string;
      file: CaseFile | EscalationFile;
      events: (CaseEnvelope | EscalationEnvelope)[];
      now: Instant;
    }
  | { kind: 'refused'; refusal: Refusal; version: number | null }
  | { kind: 'version-mismatch'; version: number }
  | { kind: 'not-found' };

/** Ways a request ends without an outcome; the API turns them into problems. */
export type DoorFailure =
  | { kind: 'key-reuse' }
  | { kind: 'in-progress' }
  /** The commit's outcome could not be learnt: the client repeats the same key. */
  | { kind: 'outcome-unknown' }
  /** There is no room to write; nothing was written. */
  | { kind: 'storage-full'; retryAfterSeconds: number }
  | { kind: 'unavailable'; retryAfterSeconds: number }
  /** The stream holds an event that this program does not know: it heals with the version that wrote it, or a later one. */
  | { kind: 'unknown-event'; streamId: string; seq: number; type: string };

export interface CommandRequest {
  /** The natural person who acts (session), never a role. */
  personId: string;
  idempotencyKey: string;
  /** SHA-256 of method, path and canonical body: the same key with another request is refused. */
  requestHash: string;
  /** From `If-Match`; absent only where the command opens a stream. */
  expectedVersion?: number;
  target: Target;
  traceId: string;
  /** Puts the outcome into the words that are stored and sent; must be pure. */
  answer(outcome: Outcome): Answer;
}

/**
 * `replayed` is true when the stored answer was found and nothing was decided; `sealed` where the audit log names who acted
 * by an alias alone, or where he has one in the case: no other line may lead to him then.
 */
export type DoorResult = { answer: Answer; replayed: boolean; sealed?: boolean } | { failure: DoorFailure };

/** The pure functions the door runs; `domain/` has the real ones. */
export interface RuleBook {
  case: {
    rules: CaseRules;
    /** Consequences on escalations of the drafts a command or a settling made. */
    effects(file: CaseFile, drafts: CaseDraft[], context: Context): Effect[];
    tellings(file: CaseFile, draft: CaseDraft, context: Context): Telling[];
  };
  escalation: {
    rules: EscalationRules;
    effects(file: EscalationFile, drafts: EscalationDraft[], context: Context): Effect[];
    tellings(file: EscalationFile, draft: EscalationDraft, context: Context): Telling[];
  };
}

/** What the door stands on. */
export interface DoorDeps {
  sources: DataSources;
  rules: RuleBook;
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  logger: Logger;
  /** 32 bytes: AES-256-GCM over the reporter's name and telephone. */
  reporterKey: Buffer;
  /** Called after a commit that left rows in the outbox; the relay is nudged by it. */
  onCommitted?(streamId: string): void;
  /** Round trips and retries, for metrics and tests. */
  observe?(observation: Observation): void;
  /** Replaces the record's clock (tests and the demo). Without it: the database's clock, on SQLite the process's. */
  now?(): Instant;
}

/**
 * `transaction`: one ended, after so many round trips; `retry`: one begins again, and why; `committed`: events of a stream
 * are in the log; `set-back`: a stream could not go on.
 */
export type Observation =
  | { name: 'transaction'; rounds: number }
  | { name: 'retry'; trouble: string }
  | { name: 'committed'; streamId: string; events: StreamEnvelope[] }
  | { name: 'set-back'; work: StuckWork };

/** What of a stream cannot go on: its overdue deadlines do not fire, or its workflow cannot be told. */
export type StuckWork = 'settle' | 'relay';

/** A stream that could not go on, and when it is tried again. */
export interface Setback {
  streamId: string;
  work: StuckWork;
  attempts: number;
  since: Instant;
  nextAt: Instant;
  reason: string;
}

/** A stream whose unsent events one relay may send, for the time of its lease. */
export interface ClaimedStream {
  streamId: string;
  generation: number;
  /** Names the holder of the lease. */
  claim: string;
}

/** An envelope of either kind of stream, as the log holds it. */
export type StreamEnvelope = CaseEnvelope | EscalationEnvelope;

/** Like `SettleResult` of workflows/activities.ts. `not-yet`: nothing was due; sleep `remainingMs` more. */
export type SettleOutcome =
  | { outcome: 'settled'; events: StreamEnvelope[]; now: Instant }
  | { outcome: 'not-yet'; events: StreamEnvelope[]; now: Instant; remainingMs: number }
  | { outcome: 'stale' };

/** A row of the non-stream tables, written and audited through the door. */
export interface AdminRequest {
  personId: string;
  idempotencyKey: string;
  requestHash: string;
  traceId: string;
  /** What the audit log says: `unit-created`, `post-ended` … and the town it belongs to (null: the district's, or the town of who acts on the own account). */
  action: string;
  townId: string | null;
  /** Where it comes from; absent for what the system does by itself. */
  place?: AuditPlace | undefined;
  /** Does the writes on `tx`; an answer that is not 2xx undoes them. It may run again after a deadlock. */
  work(tx: AdminTx): Promise<AdminWork>;
}

export interface AdminWork {
  answer: Answer;
  /** Id of the thing that was written and what changed, for the audit log; no secrets. */
  ref: string;
  data: Record<string, unknown>;
  /** Town whose units, posts or webhooks changed; `*` for the district's, which all towns see. */
  directoryOf?: string;
}

/** One transaction, statement by statement; `?` placeholders. Rows come with the names of the columns. */
export interface AdminTx {
  now: Instant;
  query(sql: string, params?: SqlValue[]): Promise<Row[]>;
  /** Rows changed. */
  change(sql: string, params?: SqlValue[]): Promise<number>;
}

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

export type SqlValue = string | number | null;
export type Row = Record<string, unknown>;

/** A message waiting to be delivered (webhooks; what stays in the application is sent when it is written). */
export interface DueNotification {
  idemKey: string;
  streamId: string;
  seq: number;
  channel: 'webhook';
  /** The webhook's id. */
  recipient: string;
  template: string;
  data: Record<string, unknown>;
  attempts: number;
  /** Names the holder of the lease: nobody else may say that it failed. */
  claim: string;
}

/** Which due messages are claimed. */
export interface ClaimOptions {
  /** Default 60 s. */
  leaseMs?: number;
  /** For at most so many recipients; default: as many as messages. */
  recipients?: number;
  /** Recipients that are being served already. */
  except?: readonly string[];
}

/** What a receiver said beside failing. */
export interface FailedHow {
  /** It makes no sense to try again. */
  final?: boolean;
  /** Not to be tried again before this time, as the receiver asks. */
  retryAfterMs?: number;
}

export interface ChainReport {
  events: number;
  valid: boolean;
  firstBadSeq?: number;
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
  unsentOf(streamIds: string[]): Promise<StreamEnvelope[][]>;
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
  /**
   * The folded file; undefined when there is no such stream.
   * @throws {@link UnknownEvent} where the file must be folded again and holds an event that the program does not know
   */
  loadFile(streamId: string): Promise<CaseFile | EscalationFile | undefined>;
  verifyChain(streamId: string): Promise<ChainReport>;
  generationOf(streamId: string): Promise<number | undefined>;
  /** One more, or undefined when there is no such stream. */
  raiseGeneration(streamId: string): Promise<number | undefined>;
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
}

/** Nothing is sent through a channel until an operator confirms. */
export interface Muted {
  since: Instant;
  why: string;
}
