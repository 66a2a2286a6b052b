import type { Instant } from '../../domain/clock/instant';
import { canonical } from '../canonical';
import { sha256 } from '../hash';

/** The end of one chain: a stream, or a day of the audit log as `audit:<day>`. */
export interface Leaf {
  chainId: string;
  seq: number;
  hash: string;
}

/** Where all chains stood: a root over the ends of those that grew since the anchor before, chained to it. */
export interface Anchor {
  anchorNo: number;
  at: Instant;
  /** How many chains had grown. */
  chains: number;
  /** Links in all chains that were ever anchored. */
  links: number;
  merkleRoot: string;
  prevHash: string;
  hash: string;
}

export const auditChain = (day: string): string => `audit:${day}`;

/** The day of an audit chain; undefined for a stream. */
export const dayOf = (chainId: string): string | undefined =>
  chainId.startsWith('audit:') ? chainId.slice('audit:'.length) : undefined;

export const anchorHash = ({ anchorNo, at, chains, links, merkleRoot, prevHash }: Omit<Anchor, 'hash'>): string =>
  sha256(prevHash + canonical({ anchorNo, at, chains, links, merkleRoot }));

/** Leaves and nodes are hashed under different first characters, so that none can pass for the other (RFC 6962). */
const leafHash = ({ chainId, seq, hash }: Leaf): string => sha256(`\u0000${canonical([chainId, seq, hash])}`);
const nodeHash = (left: string, right: string): string => sha256(`\u0001${left}${right}`);

/** The Merkle root over leaves in the order of their ids (by UTF-16 units); a node without a partner moves up as it is. */
export const merkleRoot = (leaves: readonly Leaf[]): string => {
  let level = leaves.toSorted((a, b) => (a.chainId < b.chainId ? -1 : 1)).map(leafHash);
  if (level.length === 0) throw new Error('no root over nothing');
  while (level.length > 1) {
    const above: string[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left = '', right] = level.slice(at, at + 2);
      above.push(right === undefined ? left : nodeHash(left, right));
    }
    level = above;
  }
  return level[0] ?? '';
};
