import { Named } from '../dto/named';
import { Count, Instant, OrNull, Words } from './shape';

/** Where all chains stood at one moment. */
export class AnchorAnswer {
  @Named('锚点序号') @Count() anchorNo: number;
  @Instant() at: string;
  /** How many had grown since the anchor before. */
  @Named('有新增的链数') @Count() chains: number;
  /** In all chains that were ever anchored; never falls. */
  @Named('累计环节数') @Count() links: number;
  @Named('默克尔根') @Words() merkleRoot: string;
  @Words() hash: string;
  /** Null while it has not been written outside the database. */
  @Named('导出时间') @OrNull(Instant()) exportedAt: string | null;
}
