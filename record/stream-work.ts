import type { Instant } from '../domain/clock/instant';
import type { AnyEnvelope } from '../domain/modules';
import type { Timeline } from '../domain/timeline';

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
  /** True while a workflow of an older release lives it. */
  isOlder: boolean;
}

/** An envelope of either kind of stream, as the log holds it. */
export type StreamEnvelope = AnyEnvelope;

/** Events of a stream in order, and what it is in time with them or later ones. */
export interface StreamNews {
  events: StreamEnvelope[];
  timeline: Timeline;
}

/** Like `SettleResult` of workflows/activities.ts. `not-yet`: nothing was due; sleep `remainingMs` more. */
export type SettleOutcome =
  | (StreamNews & { outcome: 'settled'; now: Instant })
  | (StreamNews & { outcome: 'not-yet'; now: Instant; remainingMs: number })
  | { outcome: 'stale' };

export interface ChainReport {
  events: number;
  valid: boolean;
  firstBadSeq?: number;
}
