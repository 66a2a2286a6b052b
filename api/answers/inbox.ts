import { caseCommandBodies } from '../commands/case';
import { Named } from '../dto/named';
import { ASKED } from './case-facts';
import { ProposalAnswer } from './proposal';
import {
  Always,
  Code,
  Count,
  Free,
  Instant,
  List,
  LabelsByCode,
  NamesById,
  One,
  OneOfThese,
  OrNull,
  Ref,
  Words,
} from './shape';
import { SignerAnswer } from './signer';

/** A decision on a case that waits for the reader. */
export class CaseDecisionAnswer extends ProposalAnswer {
  @Always('decision', 'inbox-kind') kind: string;
  @Ref() caseId: string;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Words() title: string;
  @Named('隐患的当前版本') @Count() version: number;
}

/** A decision on an escalation that waits for the reader; its title is the name of whom it speaks to. */
export class EscalationDecisionAnswer extends ProposalAnswer {
  @Always('decision', 'inbox-kind') kind: string;
  @Ref() escalationId: string;
  @Named('对象名称') @Words() title: string;
  @Named('当前版本') @Count() version: number;
}

/** A command that waits for the reader as its second person. */
export class CoSignAnswer {
  @Always('co-sign', 'inbox-kind') kind: string;
  @Ref() askId: string;
  @Named('办理人') @One(SignerAnswer) by: SignerAnswer;
  @Named('待会签的事项') @Code(...Object.keys(caseCommandBodies)) command: string;
  @Named('待会签的内容') @Free(ASKED) content: object;
  /** Null where no clock runs for it. */
  @OrNull(Instant()) dueAt: string | null;
  @Named('会签后的效果') @Words() effect: string;
  @Ref() caseId: string;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Words() title: string;
  @Named('隐患的当前版本') @Count() version: number;
}

/** A page of what waits for the reader's decision or signature. */
export class InboxAnswer {
  @List(OneOfThese(CaseDecisionAnswer, EscalationDecisionAnswer, CoSignAnswer)) items: object[];
  @OrNull(Words()) nextCursor: string | null;
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
