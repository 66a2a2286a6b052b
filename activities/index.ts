import { heartbeat } from '@temporalio/activity';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { RecordClock } from '../record/door/clockwork';
import type { AdminDoor } from '../record/door/command-door';
import type { DeliveryBook, MuteReader } from '../record/door/delivery-book';
import type { Activities } from '../workflows/activities';
import { createLogChannel } from './channels/log';
import { createWebhookChannel } from './channels/webhook';
import { deliverDue, type DeliveryDeps } from './deliver-due';
import { nextNotificationInMs } from './next-notification';
import { createNotAllowedReceivers } from './not-allowed';
import { settle, type SettleDeps } from './settle';
import { createWebhookBook } from './webhook-book';

export { deliverDue } from './deliver-due';
export type { DeliveryDeps } from './deliver-due';
export type { Activities } from '../workflows/activities';

export interface DeliverySettings {
  door: AdminDoor & DeliveryBook & MuteReader & RecordClock;
  sources: DataSources;
  logger: Logger;
  /** host:port or CIDR blocks that webhooks may call besides public addresses. */
  webhookAllow: readonly string[];
  openSecret: (sealed: string) => string;
  /** Told after each attempt in which state it left the notification. */
  onAttempt?: (channel: string, state: string) => void;
}

/** Notifications of this record with the channels they go through. */
export function createDelivery(settings: DeliverySettings): DeliveryDeps {
  const { door, sources, logger, webhookAllow, openSecret, onAttempt = () => undefined } = settings;
  const webhooks = createWebhookBook({ sources, door, openSecret });
  const webhook = createWebhookChannel({ webhooks, allow: webhookAllow, nowMs: () => Date.now() });
  const log = createLogChannel(logger);
  const notAllowed = createNotAllowedReceivers(logger);
  return {
    door,
    logger,
    notAllowed,
    channels: { webhook },
    log,
    nextInMs: () => nextNotificationInMs(sources, door),
    onAttempt,
  };
}

export interface ActivityDeps extends SettleDeps {
  delivery: DeliveryDeps;
}

/** What a worker runs for the workflows. */
export const createActivities = (deps: ActivityDeps): Activities => ({
  settle: (request) => settle(deps, request),
  deliverDue: () => deliverDue(deps.delivery, heartbeat),
});
