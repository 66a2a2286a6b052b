import type { DueNotification } from '../../record/due-message';

/** How a delivery ended. A failure is a value: the record decides when it is tried again and when it is final. */
export type Delivered =
  | { ok: true; providerRef: string }
  | {
      ok: false;
      /** Status and kind of failure only, never what the other side wrote. */
      reason: string;
      /** Trying again makes no sense. */
      final?: boolean;
      /** The receiver asks for this much time. */
      retryAfterMs?: number;
      /** `host:port` of a receiver that may not be called, as WEBHOOK_ALLOW would name it. */
      notAllowed?: string;
    };

/** A way to reach a recipient. Safe to repeat: the receiver knows duplicates by the notification's key. */
export type Channel = (notification: DueNotification) => Promise<Delivered>;
