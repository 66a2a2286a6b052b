import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Count, List, One, ProblemShape, Ref } from './shape';

/** What became of one case of a batch. */
export class BatchResultAnswer {
  @Ref() caseId: string;
  /** What the command on this case alone would have been answered with. */
  @Named('HTTP 状态码') @Count() status: number;
  /** After the command; of what was refused as it stands, where that is told. */
  @Maybe() @Count() version?: number;
  /** Absent where it was carried out. */
  @Maybe() @Named('未办理的原因') @ProblemShape() problem?: object;
}

/** What became of each case of a batch, in the order in which they were given. */
export class CaseBatchAnswer {
  @Named('各件结果') @List(One(BatchResultAnswer)) results: BatchResultAnswer[];
}
