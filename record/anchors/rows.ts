import type { Row } from '../admin';
import { text, whole } from '../row';
import { statement, type Statement } from '../sql';
import type { Anchor, Leaf } from './anchor';

const columns = 'anchor_no, at, chains, links, merkle_root, prev_hash, hash';

export const lastAnchor: Statement = statement(`SELECT ${columns} FROM anchor ORDER BY anchor_no DESC LIMIT 1`);

/** Anchors after a number, in order. */
export const anchorsAfter = (anchorNo: number, limit: number): Statement =>
  statement(`SELECT ${columns} FROM anchor WHERE anchor_no > ? ORDER BY anchor_no LIMIT ?`, [anchorNo, limit]);

export const leavesOf = (anchorNo: number): Statement =>
  statement('SELECT chain_id, seq, hash FROM anchor_leaf WHERE anchor_no = ? ORDER BY chain_id', [anchorNo]);

export const anchorIn = (row: Row): Anchor => ({
  anchorNo: whole(row, 'anchor_no'),
  at: text(row, 'at'),
  chains: whole(row, 'chains'),
  links: whole(row, 'links'),
  merkleRoot: text(row, 'merkle_root'),
  prevHash: text(row, 'prev_hash'),
  hash: text(row, 'hash'),
});

export const leafIn = (row: Row): Leaf => ({
  chainId: text(row, 'chain_id'),
  seq: whole(row, 'seq'),
  hash: text(row, 'hash'),
});
