import type { MigrationInterface, QueryRunner } from 'typeorm';
import { col, createTables, dropTables, index, key, opt, table } from './tables';

const tables = [
  table('anchor', [
    key('anchor_no', 'number'),
    col('at', 'instant'),
    col('chains', 'number'),
    col('links', 'number'),
    col('merkle_root', 'hash'),
    col('prev_hash', 'hash'),
    col('hash', 'hash'),
    opt('exported_at', 'instant'),
  ]),
  table(
    'anchor_leaf',
    [key('anchor_no', 'number'), key('chain_id'), col('seq', 'number'), col('hash', 'hash')],
    [index('ix_anchor_leaf_chain', ['chain_id', 'seq'])],
  ),
];

/** Anchors over all chains. */
export class Anchor1763900000002 implements MigrationInterface {
  name = 'Anchor1763900000002';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
