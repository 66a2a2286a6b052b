import type { Kept } from '../config';
import { plusMs, type Instant } from '../domain/clock/instant';
import type { Row } from './admin';
import type { Engine } from './engine';
import { readNow } from './read-now';
import { text, whole } from './row';
import { marks, statement, type Statement } from './sql';
import { transact, type Tx } from './transaction';

/** How many rows went, by what they were. */
export interface Forgotten {
  outbox: number;
  answers: number;
  messages: number;
}

const dayMs = 86_400_000;

/** One kind of row: which are old, and how they go. */
interface Kind {
  of: keyof Forgotten;
  days: (kept: Kept) => number;
  /** With the instant before which they are old, and the size of the page. */
  old: string;
  /** Answers the instant from which on none is looked at, however old; no row where none is at all. */
  until?: Statement;
  gone: (rows: Row[]) => Statement[];
}

/** By stream, since not every database finds rows by a list of pairs. One that is to be sent once more stays. */
const sentGone = (rows: Row[]): Statement[] =>
  [...new Set(rows.map((row) => text(row, 'stream_id')))].map((streamId) => {
    const seqs = rows.filter((row) => text(row, 'stream_id') === streamId).map((row) => whole(row, 'seq'));
    return statement(`DELETE FROM outbox WHERE stream_id = ? AND sent_at IS NOT NULL AND seq IN (${marks(seqs)})`, [
      streamId,
      ...seqs,
    ]);
  });

/** The key stays, with its request and what it was about: it can never be written a second time. */
const answersGone = (rows: Row[]): Statement[] => [
  statement(
    `UPDATE command SET result_body = NULL, result_type = NULL, at = NULL WHERE cmd_key IN (${marks(rows)})`,
    rows.map((row) => text(row, 'cmd_key')),
  ),
];

/** `where` begins with equalities on channel and state, for the index. */
const messages = (days: Kind['days'], where: string): Kind => ({
  of: 'messages',
  days,
  old: `SELECT idem_key FROM notification WHERE ${where} LIMIT ?`,
  gone: (rows) => [
    statement(
      `DELETE FROM notification WHERE idem_key IN (${marks(rows)})`,
      rows.map((row) => text(row, 'idem_key')),
    ),
  ],
});

const KINDS: readonly Kind[] = [
  {
    of: 'outbox',
    days: ({ outbox }) => outbox,
    // Which chains have grown since the last anchor is read off the outbox.
    old: `SELECT o.stream_id, o.seq FROM outbox o WHERE o.sent_at < ? AND EXISTS
      (SELECT 1 FROM anchor_leaf l WHERE l.chain_id = o.stream_id AND l.seq >= o.seq) ORDER BY o.sent_at LIMIT ?`,
    // Where anchors have stopped, what was sent since the last one would be walked through in each round for nothing.
    until: statement('SELECT at FROM anchor ORDER BY anchor_no DESC LIMIT 1'),
    gone: sentGone,
  },
  {
    of: 'answers',
    days: ({ answers }) => answers,
    old: 'SELECT cmd_key FROM command WHERE at < ? ORDER BY at LIMIT ?',
    gone: answersGone,
  },
  messages(({ read }) => read, "channel = 'in-app' AND state = 'sent' AND read_at < ?"),
  messages(({ unread }) => unread, "channel = 'in-app' AND state = 'sent' AND read_at IS NULL AND created_at < ?"),
  messages(
    ({ delivered }) => delivered,
    "channel = 'webhook' AND state = 'sent' AND read_at IS NULL AND created_at < ?",
  ),
  messages(
    ({ failed }) => failed,
    "channel = 'webhook' AND state = 'failed-final' AND read_at IS NULL AND created_at < ?",
  ),
];

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** Before which instant rows of a kind are looked at; null where none is. */
const limitOf = async (tx: Tx, { until }: Kind, before: Instant): Promise<Instant | null> => {
  if (until === undefined) return before;
  const [found] = await tx.batch([until]);
  const [row] = found?.rows ?? [];
  return row === undefined ? null : earlier(before, plusMs(text(row, 'at'), 1));
};

/** Rows that are gone stay away from whoever takes them up again at this moment. */
const forgetKind = async (tx: Tx, kind: Kind, before: Instant, limit: number): Promise<number> => {
  const until = await limitOf(tx, kind, before);
  if (until === null) return 0;
  const [old] = await tx.batch([statement(`${kind.old}${tx.sqlite ? '' : ' FOR UPDATE'}`, [until, limit])]);
  const rows = old?.rows ?? [];
  await tx.commit(rows.length === 0 ? [] : kind.gone(rows));
  return rows.length;
};

/**
 * Deletes or empties a page of what nobody needs any more: of each kind at most `limit` rows, in a transaction of its own.
 * `more` when a page was full. Broken off anywhere, the next page goes on: nothing is remembered but what is gone.
 */
export const forgetPage = async (
  engine: Engine,
  kept: Kept,
  limit: number,
): Promise<{ forgotten: Forgotten; more: boolean }> => {
  const forgotten: Forgotten = { outbox: 0, answers: 0, messages: 0 };
  let more = false;
  for (const kind of KINDS) {
    const days = kind.days(kept);
    if (days === 0) continue;
    const count = await transact(engine.store, async (tx) =>
      forgetKind(tx, kind, plusMs(await readNow(engine, tx), -days * dayMs), limit),
    );
    forgotten[kind.of] += count;
    more ||= count === limit;
  }
  return { forgotten, more };
};
