import type { Instant } from '../../domain/clock/instant';
import type { SettleOutcome } from '../stream-work';

/** Where the timer of a workflow comes in. */
export interface TimerDoor {
  /** Fires what is due; returns every event after `appliedSeq` and marks them sent. */
  settle(streamId: string, generation: number, appliedSeq: number): Promise<SettleOutcome>;
}

/** Where the second clock comes in. */
export interface SweepDoor {
  /** Settles a page of overdue streams; `more` when the page was full. One that cannot be settled is tried again later. */
  settlePage(limit: number): Promise<{ settled: number; more: boolean }>;
}

/** By which everything is decided. */
export interface RecordClock {
  /** The record's clock. */
  now(): Promise<Instant>;
}
