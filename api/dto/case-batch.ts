import { NestedList } from '../parse';
import { caseCommandBodies } from '../commands/case';
import { AnyObject, Id, Maybe, OneOf, Whole } from './fields';
import { Named } from './named';

/** So many cases are commanded at once. */
const MOST_CASES = 100;

const highestVersion = 2 ** 31 - 1;

/** A case of the batch. */
export class BatchCaseBody {
  @Id() caseId: string;
  /** As it was read: what `If-Match` says for one case. */
  @Whole(0, highestVersion) version: number;
  /** What the command has for this case alone, such as `proposalId`; its fields come before those of the common body. */
  @Maybe() @Named('本件的内容') @AnyObject() body?: Record<string, unknown>;
}

/** One command on many cases. */
export class CaseBatchBody {
  @OneOf(...Object.keys(caseCommandBodies)) command: string;
  /** What is common to all, as the command asks for it. */
  @Maybe() @Named('共同的内容') @AnyObject() body?: Record<string, unknown>;
  @Named('各件隐患') @NestedList(BatchCaseBody, MOST_CASES) cases: BatchCaseBody[];
}
