import type { Instant } from '../domain/clock/instant';
import type { AnyCommand, AnyEnvelope, AnyFile } from '../domain/modules';
import type { Refusal } from '../domain/stream';

/** A reporter's identity: kept in a table of its own, never in an event. */
export interface ReporterIdentity {
  name: string;
  phone: string;
  anonymous: boolean;
}

/** What the caller wants done to which stream. One that is opened gets a fresh id of its kind from the door. */
export type Target =
  | { streamId: string; command: AnyCommand }
  | {
      opens: string;
      townId: string;
      policy: { packId: string; version: string };
      command: AnyCommand;
      reporter?: ReporterIdentity;
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
      file: AnyFile;
      events: AnyEnvelope[];
      now: Instant;
    }
  | { kind: 'refused'; refusal: Refusal; version: number | null }
  | { kind: 'version-mismatch'; version: number }
  | { kind: 'not-found' };

/** Ways a request ends without an outcome; the API turns them into problems. */
export type DoorFailure =
  | { kind: 'key-reuse' }
  | { kind: 'in-progress' }
  /** More late cases wait to join than one command takes up; the sweeper joins them. */
  | { kind: 'catching-up'; retryAfterSeconds: number }
  /**
   * Answered so long ago that the answer is not kept any more; it is not carried out again. With the stream that it made or
   * changed; null where it changed none.
   */
  | { kind: 'answer-gone'; streamId: string | null }
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
