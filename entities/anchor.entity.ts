import { Entity, Index } from 'typeorm';
import { HashColumn, InstantColumn, KeyColumn, KeyNumberColumn, NumberColumn } from './columns';

/**
 * Where all chains stood at one moment: the Merkle root over the ends of those that had grown since the anchor before.
 * Anchors are chained and exported out of the database, since only a copy outside shows that an end was cut off.
 */
@Entity('anchor')
export class AnchorRow {
  @KeyNumberColumn('anchor_no') anchorNo: number;
  @InstantColumn({ name: 'at' }) at: string;
  /** How many chains had grown. */
  @NumberColumn({ name: 'chains' }) chains: number;
  /** Links in all chains that were ever anchored; never falls. */
  @NumberColumn({ name: 'links' }) links: number;
  @HashColumn({ name: 'merkle_root' }) merkleRoot: string;
  @HashColumn({ name: 'prev_hash' }) prevHash: string;
  @HashColumn({ name: 'hash' }) hash: string;
  @InstantColumn({ name: 'exported_at', nullable: true }) exportedAt: string | null;
}

/** The end of one chain in an anchor: a stream, or a day of the audit log as `audit:<day>`. */
@Entity('anchor_leaf')
@Index('ix_anchor_leaf_chain', ['chainId', 'seq'])
export class AnchorLeafRow {
  @KeyNumberColumn('anchor_no') anchorNo: number;
  @KeyColumn('chain_id') chainId: string;
  @NumberColumn({ name: 'seq' }) seq: number;
  @HashColumn({ name: 'hash' }) hash: string;
}
