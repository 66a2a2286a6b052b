import type { Instant } from '../domain/clock/instant';

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

/** Nothing is sent through a channel until an operator confirms. */
export interface Muted {
  since: Instant;
  why: string;
}
