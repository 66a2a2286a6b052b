import { plusMs } from '../../domain/clock/instant';
import { AnchorLeafRow, AnchorRow } from '../../entities/anchor.entity';
import type { RecordClock } from '../clock';
import type { Row } from '../admin';
import { insertInto } from '../entity-sql';
import { NO_HASH } from '../hash';
import { readNow } from '../read-now';
import { text, whole } from '../row';
import { statement, type Statement } from '../sql';
import type { Store } from '../store';
import { transact } from '../transaction';
import { anchorHash, auditChain, merkleRoot, type Anchor, type Leaf } from './anchor';
import { anchorIn, lastAnchor } from './rows';

/** More chains than this go into the next anchor, so that no transaction grows without limit. */
export const mostChains = 10_000;
/** A transaction may commit this long after it read the clock. */
const marginMs = 600_000;

/**
 * Streams that grew since. Each event has a row in the outbox, found by when it was sent: so nothing is paid for this in
 * the deciding transaction.
 */
const grownStreams = (since: string): Statement =>
  statement(
    `SELECT s.stream_id AS chain_id, s.last_seq AS seq, s.last_hash AS hash,
     COALESCE((SELECT MAX(l.seq) FROM anchor_leaf l WHERE l.chain_id = s.stream_id), 0) AS anchored FROM stream s
     WHERE s.stream_id IN (SELECT stream_id FROM outbox WHERE sent_at IS NULL UNION SELECT stream_id FROM outbox WHERE sent_at >= ?)
     AND s.last_seq > COALESCE((SELECT MAX(l.seq) FROM anchor_leaf l WHERE l.chain_id = s.stream_id), 0)
     ORDER BY s.stream_id LIMIT ?`,
    [since, mostChains],
  );

const grownDays = statement(
  `SELECT d.day, d.n AS seq, d.last_hash AS hash,
   COALESCE((SELECT MAX(l.seq) FROM anchor_leaf l WHERE l.chain_id = CONCAT('audit:', d.day)), 0) AS anchored FROM audit_day d
   WHERE d.n > COALESCE((SELECT MAX(l.seq) FROM anchor_leaf l WHERE l.chain_id = CONCAT('audit:', d.day)), 0)`,
);

interface Grown extends Leaf {
  anchored: number;
}

const grownIn = (row: Row, chainId: string): Grown => ({
  chainId,
  seq: whole(row, 'seq'),
  hash: text(row, 'hash'),
  anchored: whole(row, 'anchored'),
});

/** An anchor that was full left some out: then everything is looked at again. */
const sinceOf = (last: Anchor | null): string =>
  last === null || last.chains >= mostChains ? '' : plusMs(last.at, -marginMs);

/**
 * Anchors every chain that has grown since the last anchor. Null when none has. Several processes may do it at once: the
 * number is taken once, and the others find nothing left to anchor.
 */
export const dropAnchor = (store: Store, clock: RecordClock): Promise<Anchor | null> =>
  transact(store, async (tx) => {
    const at = await readNow({ clock }, tx);
    const [lastRow] = await tx.batch([lastAnchor]);
    const row = lastRow?.rows[0];
    const last = row === undefined ? null : anchorIn(row);
    const [streams, days] = await tx.batch([grownStreams(sinceOf(last)), grownDays]);
    const grown = [
      ...(streams?.rows ?? []).map((found) => grownIn(found, text(found, 'chain_id'))),
      ...(days?.rows ?? []).map((found) => grownIn(found, auditChain(text(found, 'day')))),
    ];
    if (grown.length === 0) return null;
    const unhashed = {
      anchorNo: (last?.anchorNo ?? 0) + 1,
      at,
      chains: grown.length,
      links: grown.reduce((sum, { seq, anchored }) => sum + seq - anchored, last?.links ?? 0),
      merkleRoot: merkleRoot(grown),
      prevHash: last?.hash ?? NO_HASH,
    };
    const anchor: Anchor = { ...unhashed, hash: anchorHash(unhashed) };
    const { anchorNo } = anchor;
    const leaves = grown.map(({ chainId, seq, hash }) => ({ anchorNo, chainId, seq, hash }));
    await tx.commit([
      ...insertInto(AnchorRow, [{ ...anchor, exportedAt: null }]),
      ...insertInto(AnchorLeafRow, leaves),
    ]);
    return anchor;
  });
