import { WebhookRow } from '../../entities/operations.entity';
import type { AppDeps } from '../deps';
import { notFound } from '../problem';
import { requireRight } from '../rights';
import type { Viewer } from './viewer';

/** A webhook of a town that the viewer reaches, switched off ones too. @throws Problem 403, 404 */
export const webhookOf = async (deps: AppDeps, viewer: Viewer, webhookId: string): Promise<WebhookRow> => {
  requireRight(viewer.posts, 'manage-webhooks');
  const row = await deps.db.getRepository(WebhookRow).findOneBy({ webhookId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  return row;
};
