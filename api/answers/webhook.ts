import { Coded, Instant, LabelsByCode, List, Ref, Words, Yes } from './shape';

/** Where a town's events are posted. */
export class WebhookAnswer {
  @Ref() webhookId: string;
  @Ref() townId: string;
  @Words() url: string;
  /** Empty for all. */
  @List(Coded('event-type')) eventTypes: string[];
  /** False once it was deleted, or its receiver said that it is gone (410). */
  @Yes() active: boolean;
  @Instant() createdAt: string;
}

/** A webhook by itself, with what its codes are called. */
export class WebhookReadAnswer extends WebhookAnswer {
  @LabelsByCode() labels: object;
}

/** A webhook when it is made: this once with the secret that signs what it gets. */
export class NewWebhookAnswer extends WebhookAnswer {
  @Words() secret: string;
}
