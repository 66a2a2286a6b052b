import type { CaseEnvelope } from '../domain/case/facts';
import type { Instant } from '../domain/clock/instant';
import type { EscalationEnvelope } from '../domain/escalation/facts';

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

export interface ChainReport {
  events: number;
  valid: boolean;
  firstBadSeq?: number;
}
