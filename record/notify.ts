import { plusMs, type Instant } from '../domain/clock/instant';
import { NotificationRow } from '../entities/ledger.entity';
import { waitAfter, type BackOff } from './back-off';
import type { ClaimOptions, DueNotification, FailedHow } from './due-message';
import type { Row } from './admin';
import type { Engine } from './engine';
import { updateOf } from './entity-sql';
import { muteRow } from './mute';
import { newId } from './new-id';
import { readNow } from './read-now';
import { parsed, text, whole } from './row';
import { marks, statement, type Statement } from './sql';
import { transact, type Tx } from './transaction';

const backOff: BackOff = { firstMs: 10_000, longestMs: 3_600_000 };
/** About two days of trying: then somebody must look, and may queue it again. */
const mostAttempts = 56;
/** One recipient gets so many of a claim: they can all be sent within the lease, even one after another in fours. */
const mostPerRecipient = 16;

const columns = 'idem_key, stream_id, seq, recipient, template, data, attempts';
const isDue = "channel = 'webhook' AND state IN ('queued', 'sending') AND next_at <= ?";

/** Undefined where the text cannot be read: such a row must not keep all others from being claimed. */
const dueIn = (row: Row, claim: string): DueNotification | undefined => {
  try {
    return readable(row, claim);
  } catch {
    return undefined;
  }
};

const readable = (row: Row, claim: string): DueNotification => ({
  idemKey: text(row, 'idem_key'),
  streamId: text(row, 'stream_id'),
  seq: whole(row, 'seq'),
  channel: 'webhook',
  recipient: text(row, 'recipient'),
  template: text(row, 'template'),
  data: parsed<Record<string, unknown>>(row, 'data'),
  attempts: whole(row, 'attempts') + 1,
  claim,
});

/** Takes the rows that `select` finds and locks; none while the channel is muted. */
const claimFound = async (
  tx: Tx,
  { now, leaseMs, select }: { now: Instant; leaseMs: number; select: Statement[] },
): Promise<DueNotification[]> => {
  const [muted, ...answers] = await tx.batch([muteRow(), ...select]);
  if (muted?.rows[0] !== undefined) return [];
  const claim = newId();
  const rows = answers.flatMap((answer) => answer.rows);
  const due = rows.flatMap((row) => dueIn(row, claim) ?? []);
  if (rows.length === 0) return [];
  const keys = due.map(({ idemKey }) => idemKey);
  const unreadable = rows.map((row) => text(row, 'idem_key')).filter((idemKey) => !keys.includes(idemKey));
  await tx.commit([
    ...(keys.length === 0
      ? []
      : [
          statement(
            `UPDATE notification SET state = 'sending', attempts = attempts + 1, claim = ?, next_at = ?
             WHERE idem_key IN (${marks(keys)})`,
            [claim, plusMs(now, leaseMs), ...keys],
          ),
        ]),
    ...(unreadable.length === 0 ? [] : [updateOf(NotificationRow, isUnreadable, { idemKey: unreadable })]),
  ]);
  return due;
};

const isUnreadable = { state: 'failed-final', nextAt: null, lastError: 'its text is no JSON' };

/** Who has due messages, the one first that has waited longest. */
const recipientsDue = async (tx: Tx, now: Instant, except: readonly string[], limit: number): Promise<string[]> => {
  const others = except.length === 0 ? '' : ` AND recipient NOT IN (${marks(except)})`;
  const sql = `SELECT recipient, MIN(next_at) AS first_at FROM notification WHERE ${isDue}${others}
    GROUP BY recipient ORDER BY first_at LIMIT ?`;
  const [answer] = await tx.batch([statement(sql, [now, ...except, limit])]);
  return (answer?.rows ?? []).map((row) => text(row, 'recipient'));
};

/**
 * Due messages, shared evenly among the recipients that have any, each one's oldest first: a recipient with thousands
 * keeps nobody waiting. A message that is claimed and never settled is due again when its lease ends.
 */
export const claimNotifications = (
  engine: Engine,
  limit: number,
  { leaseMs, recipients: most, except }: Required<ClaimOptions>,
): Promise<DueNotification[]> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const recipients = await recipientsDue(tx, now, except, Math.min(most, limit));
    if (recipients.length === 0) return [];
    const share = Math.min(mostPerRecipient, Math.floor(limit / recipients.length));
    const sql = `SELECT ${columns} FROM notification WHERE ${isDue} AND recipient = ? ORDER BY next_at LIMIT ?
      ${tx.sqlite ? '' : 'FOR UPDATE SKIP LOCKED'}`;
    return claimFound(tx, {
      now,
      leaseMs,
      select: recipients.map((recipient) => statement(sql, [now, recipient, share])),
    });
  });

export const claimNotification = (
  engine: Engine,
  idemKey: string,
  leaseMs: number,
): Promise<DueNotification | undefined> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const sql = `SELECT ${columns} FROM notification WHERE idem_key = ? AND ${isDue}${tx.sqlite ? '' : ' FOR UPDATE'}`;
    return (await claimFound(tx, { now, leaseMs, select: [statement(sql, [idemKey, now])] }))[0];
  });

/**
 * The receiver has taken it. That is recorded whoever holds the claim by now and whatever the row says: it is a fact, and
 * keeps the message from going out once more. With the claim cleared, no other attempt can undo it.
 */
export const markDelivered = (engine: Engine, idemKey: string, providerRef: string): Promise<void> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    await tx.commit([
      statement(
        `UPDATE notification SET state = 'sent', sent_at = ?, next_at = NULL, claim = NULL, provider_ref = ?
         WHERE idem_key = ? AND state <> 'sent'`,
        [now, providerRef.slice(0, 200), idemKey],
      ),
    ]);
  });

/** Only who holds the claim knows that it failed: a late report would queue again what another sends or has sent. */
export const markFailed = (
  engine: Engine,
  { idemKey, claim }: Pick<DueNotification, 'idemKey' | 'claim'>,
  error: string,
  { final = false, retryAfterMs = 0 }: FailedHow,
): Promise<'queued' | 'failed-final' | 'passed-on'> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    const lock = tx.sqlite ? '' : ' FOR UPDATE';
    const [answer] = await tx.batch([
      statement(`SELECT attempts FROM notification WHERE idem_key = ? AND claim = ?${lock}`, [idemKey, claim]),
    ]);
    const row = answer?.rows[0];
    if (row === undefined) return 'passed-on';
    const attempts = whole(row, 'attempts');
    const state = final || attempts >= mostAttempts ? 'failed-final' : 'queued';
    const waitMs = Math.min(backOff.longestMs, Math.max(retryAfterMs, waitAfter(attempts, backOff)));
    const nextAt = state === 'queued' ? plusMs(now, waitMs) : null;
    const values = { state, lastError: error.slice(0, 200), nextAt, claim: null };
    await tx.commit([updateOf(NotificationRow, values, { idemKey })]);
    return state;
  });
