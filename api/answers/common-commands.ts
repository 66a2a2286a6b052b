import { ACTS } from '../../domain/case/proposals';
import { caseCommandBodies } from '../commands/case';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { NotAllowedAnswer } from './allowed';
import { FormAnswer } from './form';
import { Code, Count, Free, Instant, LabelsByCode, List, NamesById, One, Ref, Words } from './shape';

/** A case that a command is not to be given on, and why. */
export class LeftCaseAnswer {
  @Ref() caseId: string;
  @Named('不能办理的缘由') @One(NotAllowedAnswer) reason: NotAllowedAnswer;
}

/** A command that would be taken from who asks on one at least of these cases. */
export class CommonCommandAnswer {
  @Code(...Object.keys(caseCommandBodies)) command: string;
  /** Of a proposal. */
  @Maybe() @Named('提请事项') @Code(...Object.keys(ACTS)) act?: string;
  /** As its button has it. */
  @Words() label: string;
  @Named('可以办理的件数') @Count() allowedOn: number;
  @Named('不能办理的各件') @List(One(LeftCaseAnswer)) left: LeftCaseAnswer[];
}

/** What can be done to several cases at once; first what most of them take. */
export class CommonCommandsAnswer {
  @List(One(CommonCommandAnswer)) items: CommonCommandAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}

/** A case as a batch has it. */
export class CaseInBatchAnswer {
  @Ref() caseId: string;
  @Count() version: number;
  @Maybe() @Named('本件的内容') @Free('该件自己的内容，如 proposalId；没有的不给出') body?: object;
}

/** What a screen needs to ask for one command on several cases: what is common to all, and the cases as their batch has them. */
export class CommonFormAnswer extends FormAnswer {
  @Named('可以办理的各件') @List(One(CaseInBatchAnswer)) cases: CaseInBatchAnswer[];
  @Named('不能办理的各件') @List(One(LeftCaseAnswer)) left: LeftCaseAnswer[];
}
