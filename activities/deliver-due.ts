import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger';
import type { DeliveryBook } from '../record/door/delivery-book';
import type { DueNotification } from '../record/due-message';
import type { DeliveryRound } from '../workflows/activities';
import type { Channel, Delivered } from './channels/channel';
import type { NotAllowedReceivers } from './not-allowed';

/** So many messages are claimed at once, shared among their recipients; a recipient gets at most 16 of them. */
const pageSize = 64;
/** So many recipients are served at once, each by its own lane, and each lane sends so many at once. */
const mostLanes = 32;
const perLane = 4;
/** A round ends after this time at the latest and is followed by the next one. */
const roundMs = 20_000;
/** While a slow recipient is waited for, the others' new messages are looked for this often. */
const lookMs = 500;

export interface DeliveryDeps {
  door: DeliveryBook;
  channels: Record<DueNotification['channel'], Channel>;
  /** Is told of every notification that went out. */
  log: Channel;
  /** Until the next row is due; null when none waits. */
  nextInMs: () => Promise<number | null>;
  /** Told after each attempt in which state it left the notification. */
  onAttempt: (channel: string, state: string) => void;
  /** Told of receivers that may not be called, in place of a line for each message. */
  notAllowed: NotAllowedReceivers;
  logger: Logger;
}

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, 'name')) : typeof error;

/** What the channel says; a channel that throws has failed like any other. */
const tried = async (channel: Channel, notification: DueNotification): Promise<Delivered> => {
  try {
    return await channel(notification);
  } catch (error) {
    return { ok: false, reason: `the channel broke: ${nameOf(error)}` };
  }
};

async function deliverOne(
  { door, channels, log, logger, notAllowed, onAttempt }: DeliveryDeps,
  notification: DueNotification,
): Promise<boolean> {
  const { idemKey, streamId, seq, channel, recipient, attempts } = notification;
  const delivered = await tried(channels[channel], notification);
  const about = { idemKey, streamId, seq, channel, recipient, attempts };
  if (delivered.ok) {
    await door.markDelivered(idemKey, delivered.providerRef);
    onAttempt(channel, 'sent');
    notAllowed.reached(recipient);
    await log(notification);
    return true;
  }
  const { reason, final = false, retryAfterMs = 0 } = delivered;
  const state = await door.markFailed(notification, reason, { final, retryAfterMs });
  onAttempt(channel, state);
  if (delivered.notAllowed !== undefined) notAllowed.refused(recipient, delivered.notAllowed, reason);
  else if (state === 'failed-final') logger.error('notification given up', { ...about, reason });
  else if (state === 'queued') logger.warn('notification put off', { ...about, reason });
  else logger.warn('notification failed here and is another’s by now', { ...about, reason });
  return false;
}

/**
 * Delivers what is due, each recipient's messages in a lane of their own, so that one that is slow, silent or broken holds
 * up nobody else; new messages of the others are looked for meanwhile. Ends when nothing is due or the round's time is
 * over. What cannot be recorded is due again when its lease ends. `alive` is told of progress.
 */
export async function deliverDue(deps: DeliveryDeps, alive: () => void = () => undefined): Promise<DeliveryRound> {
  const endsAt = performance.now() + roundMs;
  const round = { sent: 0, failed: 0 };
  const lanes = new Map<string, Promise<void>>();
  const broken: unknown[] = [];

  const lane = async (queue: DueNotification[]): Promise<void> => {
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        round[(await deliverOne(deps, next)) ? 'sent' : 'failed'] += 1;
        alive();
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: perLane }, work));
    for (const one of ended) if (one.status === 'rejected') broken.push(one.reason);
  };

  /** False when nothing was due for anybody who is not being served. */
  const claim = async (): Promise<boolean> => {
    const recipients = mostLanes - lanes.size;
    if (recipients === 0) return false;
    const page = await deps.door.claimNotifications(pageSize, { except: [...lanes.keys()], recipients });
    for (const [recipient, queue] of Map.groupBy(page, (one) => one.recipient)) {
      lanes.set(
        recipient,
        lane(queue).finally(() => lanes.delete(recipient)),
      );
    }
    return page.length > 0;
  };

  while (performance.now() < endsAt && broken.length === 0) {
    if (!(await claim()) && lanes.size === 0) break;
    await Promise.race([...lanes.values(), sleep(lookMs, undefined, { ref: false })]);
    alive();
  }
  await Promise.all(lanes.values());
  if (broken.length > 0) throw broken[0];
  return { ...round, nextInMs: await deps.nextInMs() };
}
