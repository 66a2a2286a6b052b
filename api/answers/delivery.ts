import { Named } from '../dto/named';
import { Code, Coded, Count, Instant, OrNull, Ref, Words, Yes } from './shape';

/** A message to a webhook, and how far it has come. */
export class DeliveryAnswer {
  @Ref() id: string;
  @Ref() streamId: string;
  @Count() seq: number;
  @Coded('message-template') template: string;
  @Code('queued', 'sending', 'sent', 'failed-final') state: string;
  @Count() attempts: number;
  @Instant() createdAt: string;
  @OrNull(Instant()) nextAt: string | null;
  /** The last time; of a message that was queued again the time before. */
  @OrNull(Instant()) sentAt: string | null;
  @OrNull(Words()) result: string | null;
  @Named('可否重新推送') @Yes() canReplay: boolean;
}

/** A message that tries a webhook. */
export class QueuedTestAnswer {
  @Ref() webhookId: string;
  @Named('推送编号') @Ref() id: string;
  @Instant() createdAt: string;
}

/** How many messages were queued again. */
export class ReplayAnswer {
  @Ref() webhookId: string;
  @Count() queued: number;
}
