import { NotificationRow } from '../entities/ledger.entity';
import { diffMs, plusMs, type Instant } from '../domain/clock/instant';
import type { AdminTx, SqlValue } from './admin';
import { newId } from './new-id';
import { text } from './row';
import { marks } from './sql';

/** Which messages of a webhook are to go out once more. */
export interface Requeued {
  /** Those of events from then on, and until then, both included. */
  after?: Instant | undefined;
  to?: Instant | undefined;
  ids?: readonly string[] | undefined;
  /** Those alone that were given up. */
  failedOnly?: boolean | undefined;
}

/** So many at once: a longer period is asked for in parts. */
export const mostRequeued = 5_000;

/** So many go out in no particular order. */
const perStep = 100;

/** Nothing of them goes out any more unless they are queued again. */
const OVER = ['sent', 'failed-final'];

/** Whether a message can be queued again: it was sent, or given up. */
export const isReplayed = (state: string): boolean => OVER.includes(state);

const isOver = (failedOnly = false): string =>
  failedOnly ? "state = 'failed-final'" : `state IN (${OVER.map((state) => `'${state}'`).join(', ')})`;

/** Messages that were sent or given up, oldest first; one more than can be queued where there are more. */
const found = async (tx: AdminTx, webhookId: string, { after, to, ids, failedOnly }: Requeued): Promise<string[]> => {
  // No database but SQLite takes an empty list.
  if (ids?.length === 0) return [];
  const params: SqlValue[] = [webhookId];
  const also = (sql: string, ...values: SqlValue[]): string => {
    params.push(...values);
    return ` AND ${sql}`;
  };
  const where = [
    ` AND ${isOver(failedOnly)}`,
    after === undefined ? '' : also('created_at >= ?', after),
    to === undefined ? '' : also('created_at <= ?', to),
    ids === undefined ? '' : also(`idem_key IN (${marks(ids)})`, ...ids),
  ].join('');
  const rows = await tx.query(
    `SELECT idem_key FROM notification WHERE recipient = ? AND channel = 'webhook'${where}
     ORDER BY created_at, seq LIMIT ?`,
    [...params, mostRequeued + 1],
  );
  return rows.map((row) => text(row, 'idem_key'));
};

/**
 * Queues messages of a webhook again that were sent or given up, under the keys they had: a receiver that knows a key drops
 * it. What waits still, or has been queued by another meanwhile, goes out anyhow. Returns how many; more than
 * {@link mostRequeued} are left as they are.
 */
export const requeue = async (tx: AdminTx, webhookId: string, asked: Requeued): Promise<number> => {
  const keys = await found(tx, webhookId, asked);
  if (keys.length > mostRequeued) return keys.length;
  const steps = Math.ceil(keys.length / perStep);
  let queued = 0;
  for (let step = 0; step < steps; step += 1) {
    const some = keys.slice(step * perStep, (step + 1) * perStep);
    // Due at once, and the oldest first.
    const nextAt = plusMs(tx.now, step - steps);
    queued += await tx.change(
      `UPDATE notification SET state = 'queued', attempts = 0, next_at = ?, claim = NULL, provider_ref = NULL, last_error = NULL
       WHERE idem_key IN (${marks(some)}) AND ${isOver(asked.failedOnly)}`,
      [nextAt, ...some],
    );
  }
  return queued;
};

/** Queues a message that only tries the way to a webhook; returns its key. */
export const queueTest = async (tx: AdminTx, { webhookId, townId }: { webhookId: string; townId: string }) => {
  const idemKey = `test-${newId()}`;
  await tx.insert(NotificationRow, {
    idemKey,
    streamId: `webhook:${webhookId}`,
    seq: 0,
    channel: 'webhook',
    recipient: webhookId,
    template: 'test',
    data: { kind: 'webhook', townId, at: tx.now },
    state: 'queued',
    attempts: 0,
    nextAt: tx.now,
    createdAt: tx.now,
    sentAt: null,
    readAt: null,
    providerRef: null,
    lastError: null,
    claim: null,
  });
  return idemKey;
};

/** Whether an instant has not come yet. */
export const isAhead = (instant: Instant | undefined, now: Instant): boolean =>
  instant !== undefined && diffMs(instant, now) > 0;
