import { randomUUID } from 'node:crypto';
import type { DataSources } from '../entities/data-source';
import { WebhookRow } from '../entities/operations.entity';
import type { AdminDoor } from '../record/door/command-door';
import type { WebhookBook } from './channels/webhook';
import { webhookNames } from './webhook-names';

export interface WebhookBookDeps {
  sources: DataSources;
  door: AdminDoor;
  /** Opens a secret as the record keeps it. */
  openSecret: (sealed: string) => string;
}

/** The webhooks in the record. Switching one off is an audited act of the system. */
export const createWebhookBook = ({ sources, door, openSecret }: WebhookBookDeps): WebhookBook => ({
  names: webhookNames(sources),
  async find(webhookId) {
    const row = await sources.read.getRepository(WebhookRow).findOneBy({ webhookId, active: true });
    return row ? { url: row.url, secret: openSecret(row.secret) } : undefined;
  },
  async disable(webhookId) {
    // A fresh key: a webhook that was switched on again may be gone again.
    const key = `webhook-gone:${randomUUID()}`;
    const done = await door.administer({
      personId: 'system',
      idempotencyKey: key,
      requestHash: key,
      traceId: key,
      action: 'webhook-gone',
      townId: null,
      async work(tx) {
        const [row] = await tx.find(WebhookRow, { webhookId });
        await tx.update(WebhookRow, { active: false }, { webhookId });
        const answer = { status: 200, contentType: 'application/json', body: '{}' };
        const directoryOf = row === undefined ? {} : { directoryOf: row.townId };
        return { answer, ref: webhookId, data: { receiver: 'http-410' }, ...directoryOf };
      },
    });
    if ('failure' in done) throw new Error(`webhook not switched off: ${done.failure.kind}`);
  },
});
