import { plusMs } from '../domain/clock/instant';
import type { DueNotification, FailedHow, Row } from './door';
import type { Engine } from './engine';
import { readNow } from './read-now';
import { parsed, text, whole } from './row';
import { marks, statement, update, type Statement } from './sql';
import { transact, type Tx } from './transaction';

const firstWaitMs = 10_000;
const longestWaitMs = 3_600_000;
/** About two days of trying: then somebody must look, and may queue it again. */
const mostAttempts = 56;

const columns = 'idem_key, stream_id, seq, recipient, template, data, attempts';
const isDue = "channel = 'webhook' AND state IN ('queued', 'sending') AND next_at <= ?";

const dueIn = (row: Row): DueNotification => ({
  idemKey: text(row, 'idem_key'),
  streamId: text(row, 'stream_id'),
  seq: whole(row, 'seq'),
  channel: 'webhook',
  recipient: text(row, 'recipient'),
  template: text(row, 'template'),
  data: parsed<Record<string, unknown>>(row, 'data'),
  attempts: whole(row, 'attempts') + 1,
});

const claim = async (
  engine: Engine,
  tx: Tx,
  { select, leaseMs }: { select: (now: string) => Statement; leaseMs: number },
): Promise<DueNotification[]> => {
  const now = await readNow(engine, tx);
  const [answer] = await tx.batch([select(now)]);
  const due = (answer?.rows ?? []).map(dueIn);
  if (due.length === 0) return [];
  const keys = due.map(({ idemKey }) => idemKey);
  await tx.commit([
    statement(
      `UPDATE notification SET state = 'sending', attempts = attempts + 1, next_at = ? WHERE idem_key IN (${marks(keys)})`,
      [plusMs(now, leaseMs), ...keys],
    ),
  ]);
  return due;
};

/** Due messages, oldest first. One that is claimed and never settled is due again when its lease ends. */
export const claimNotifications = (engine: Engine, limit: number, leaseMs: number): Promise<DueNotification[]> =>
  transact(engine.store, (tx) => {
    const skip = tx.sqlite ? '' : ' FOR UPDATE SKIP LOCKED';
    const sql = `SELECT ${columns} FROM notification WHERE ${isDue} ORDER BY next_at LIMIT ?${skip}`;
    return claim(engine, tx, { select: (now) => statement(sql, [now, limit]), leaseMs });
  });

export const claimNotification = (
  engine: Engine,
  idemKey: string,
  leaseMs: number,
): Promise<DueNotification | undefined> =>
  transact(engine.store, async (tx) => {
    const sql = `SELECT ${columns} FROM notification WHERE idem_key = ? AND ${isDue}${tx.sqlite ? '' : ' FOR UPDATE'}`;
    return (await claim(engine, tx, { select: (now) => statement(sql, [idemKey, now]), leaseMs }))[0];
  });

export const markDelivered = (engine: Engine, idemKey: string, providerRef: string): Promise<void> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const values = { state: 'sent', sent_at: now, next_at: null, provider_ref: providerRef.slice(0, 200) };
    await tx.commit([update('notification', values, { idem_key: idemKey })]);
  });

export const markFailed = (
  engine: Engine,
  idemKey: string,
  error: string,
  { final = false, retryAfterMs = 0 }: FailedHow,
): Promise<'queued' | 'failed-final'> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const [answer] = await tx.batch([statement('SELECT attempts FROM notification WHERE idem_key = ?', [idemKey])]);
    const row = answer?.rows[0];
    const attempts = row === undefined ? mostAttempts : whole(row, 'attempts');
    const state = final || attempts >= mostAttempts ? 'failed-final' : 'queued';
    const waitMs = Math.min(longestWaitMs, Math.max(retryAfterMs, firstWaitMs * 2 ** (attempts - 1)));
    const values = { state, last_error: error.slice(0, 200), next_at: state === 'queued' ? plusMs(now, waitMs) : null };
    await tx.commit([update('notification', values, { idem_key: idemKey })]);
    return state;
  });
