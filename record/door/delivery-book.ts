import type { ClaimOptions, DueNotification, FailedHow, Muted } from '../due-message';

/** Messages on their way to their recipients. */
export interface DeliveryBook {
  /**
   * Claims due messages (state `sending`), for each recipient in turn, so that none waits for what another gets. One that
   * is never settled is due again when the lease ends. None while the channel is muted.
   */
  claimNotifications(limit: number, options?: ClaimOptions): Promise<DueNotification[]>;
  /** The receiver has it: that stays true when the claim has passed on meanwhile, and ends every other attempt. */
  markDelivered(idemKey: string, providerRef: string): Promise<void>;
  /** Queued again with backoff, or `failed-final` after the last attempt; `passed-on`, and nothing is changed, for an old claim. */
  markFailed(
    claimed: Pick<DueNotification, 'idemKey' | 'claim'>,
    error: string,
    how?: FailedHow,
  ): Promise<'queued' | 'failed-final' | 'passed-on'>;
}

/** One message that is asked for by name. */
export interface DeliveryByKey {
  /** Claims one by key; undefined when it is not due any more. */
  claimNotification(idemKey: string): Promise<DueNotification | undefined>;
}

/** Whether messages go out at all. */
export interface MuteReader {
  /** Since when and why nothing is sent by webhook; undefined when it is. */
  muted(): Promise<Muted | undefined>;
}
