import type { Instant } from '../domain/clock/instant';
import type { Committed } from './messages';

/** What a workflow asks of the record about its stream. Plain JSON both ways. */
export interface SettleRequest {
  streamId: string;
  generation: number;
  /** The last event the workflow has applied; everything after it comes back. */
  appliedSeq: number;
  /** The workflow asks on where an answer has `more`; those of releases before 0.5.0 did not. */
  pages?: true;
}

/** Events in order. */
interface Page extends Committed {
  /** Further ones have happened: ask again, at once, after the last of these. */
  more?: true;
}

/** `stale` means another generation took over: the workflow completes. `now` is the record's clock. */
export type SettleResult =
  | (Page & { outcome: 'settled'; now: Instant })
  | (Page & { outcome: 'not-yet'; now: Instant; remainingMs: number })
  | { outcome: 'stale' };

/** What a workflow that lives a stream may call. */
export interface StreamActivities {
  /**
   * Fires what is due through the one door and returns every event after `appliedSeq`. Whoever calls it also wakes the
   * delivery of what that wrote: so a workflow needs no step of its own for it.
   */
  settle(request: SettleRequest): Promise<SettleResult>;
}

export interface DeliveryRound {
  sent: number;
  failed: number;
  /** Until the next row is due; null when none waits. */
  nextInMs: number | null;
}

/** What `deliver` may call. */
export interface DeliveryActivities {
  /** Sends due notifications through their channels for a bounded time; what fails is put off, never dropped. */
  deliverDue(): Promise<DeliveryRound>;
}

/** All of them; implementations live in activities/. */
export type Activities = StreamActivities & DeliveryActivities;
