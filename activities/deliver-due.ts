import type { Logger } from '../logger';
import type { Door, DueNotification } from '../record/door';
import type { DeliveryRound } from '../workflows/activities';
import type { Channel } from './channels/channel';

/** A page is worked off well within the lease of its rows (60 s), even when every receiver lets us wait for 10 s. */
const pageSize = 24;
const atOnce = 8;
/** A round ends after this time at the latest and is followed by the next one. */
const roundMs = 20_000;

export interface DeliveryDeps {
  door: Pick<Door, 'claimNotifications' | 'markDelivered' | 'markFailed'>;
  channels: Record<DueNotification['channel'], Channel>;
  /** Is told of every notification that went out. */
  log: Channel;
  /** Until the next row is due; null when none waits. */
  nextInMs: () => Promise<number | null>;
  /** Told after each attempt in which state it left the notification. */
  onAttempt: (channel: string, state: string) => void;
  logger: Logger;
}

async function deliverOne(
  { door, channels, log, logger, onAttempt }: DeliveryDeps,
  notification: DueNotification,
): Promise<boolean> {
  const { idemKey, streamId, seq, channel, recipient, attempts } = notification;
  const delivered = await channels[channel](notification);
  const about = { idemKey, streamId, seq, channel, recipient, attempts };
  if (delivered.ok) {
    await door.markDelivered(idemKey, delivered.providerRef);
    onAttempt(channel, 'sent');
    await log(notification);
    return true;
  }
  const { reason, final = false, retryAfterMs = 0 } = delivered;
  const state = await door.markFailed(idemKey, reason, { final, retryAfterMs });
  onAttempt(channel, state);
  if (state === 'failed-final') logger.error('notification given up', { ...about, reason });
  else logger.warn('notification put off', { ...about, reason });
  return false;
}

/** Delivers what is due, several at once, until nothing is due or the round's time is over. `alive` is told of progress. */
export async function deliverDue(deps: DeliveryDeps, alive: () => void = () => undefined): Promise<DeliveryRound> {
  const endsAt = performance.now() + roundMs;
  const round = { sent: 0, failed: 0 };
  let page: DueNotification[];
  do {
    page = await deps.door.claimNotifications(pageSize);
    const queue = [...page];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        round[(await deliverOne(deps, next)) ? 'sent' : 'failed'] += 1;
        alive();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  } while (page.length === pageSize && performance.now() < endsAt);
  return { ...round, nextInMs: await deps.nextInMs() };
}
