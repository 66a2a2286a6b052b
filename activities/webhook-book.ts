import type { DataSources } from '../entities/data-source';
import { WebhookRow } from '../entities/operations.entity';
import type { Door } from '../record/door';
import type { WebhookBook } from './channels/webhook';

export interface WebhookBookDeps {
  sources: DataSources;
  door: Pick<Door, 'administer'>;
  /** Opens a secret as the record keeps it. */
  openSecret: (sealed: string) => string;
}

/** The webhooks in the record. Switching one off is an audited act of the system. */
export const createWebhookBook = ({ sources, door, openSecret }: WebhookBookDeps): WebhookBook => ({
  async find(webhookId) {
    const row = await sources.read.getRepository(WebhookRow).findOneBy({ webhookId, active: true });
    return row ? { url: row.url, secret: openSecret(row.secret) } : undefined;
  },
  async disable(webhookId) {
    const key = `webhook-gone:${webhookId}`;
    await door.administer({
      personId: 'system',
      idempotencyKey: key,
      requestHash: key,
      traceId: key,
      action: 'webhook-gone',
      townId: null,
      async work(tx) {
        await tx.change('UPDATE webhook SET active = 0 WHERE webhook_id = ?', [webhookId]);
        const answer = { status: 200, contentType: 'application/json', body: '{}' };
        return { answer, ref: webhookId, data: { receiver: 'http-410' } };
      },
    });
  },
});
