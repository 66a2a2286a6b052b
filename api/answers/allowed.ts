import { ACTS } from '../../domain/case/proposals';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { ROLES } from '../../domain/people/roles';
import { caseCommandBodies } from '../commands/case';
import { escalationCommandBodies } from '../commands/escalation';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, List, One, OrNull, Ref, Words, Yes } from './shape';

/** Who can act in place of who asks: a role in one unit, or in whichever. */
export class WhoCanAnswer {
  @Named('岗位') @Code(...ROLES) role: string;
  @Named('岗位名称') @Words() roleName: string;
  /** Null where it is a matter of the role alone, or more than a few units have somebody. */
  @OrNull(Ref()) unitId: string | null;
  @Named('单位名称') @OrNull(Words()) unitName: string | null;
  /** True where who asks holds the same post: somebody else who does is meant. */
  @Named('是否须由另一人办理（本人也在该岗位）') @Yes() another: boolean;
}

/** Why a command would not be taken, as its refusal says it. */
export class NotAllowedAnswer {
  @Named('缘由代码') @Words() code: string;
  @Words() message: string;
  @List(Code(...ROLES)) whoCan: string[];
  @Named('可办理的岗位和单位') @List(One(WhoCanAnswer)) whoCanDo: WhoCanAnswer[];
  /** True where none of the posts of who asks gives the right, whatever becomes of the matter. */
  @Maybe() @Named('是否不属本人岗位的事项') @Yes() otherPost?: boolean;
}

/** Whether a command would be taken now from who asks. */
class AllowedFields {
  /** As a button has it: of a proposal with what it is about. */
  @Words() label: string;
  @Yes() allowed: boolean;
  /** Where it would not. */
  @Maybe() @Named('不能办理的缘由') @One(NotAllowedAnswer) reason?: NotAllowedAnswer;
}

/** A command on a case. */
export class AllowedOnCaseAnswer extends AllowedFields {
  /** True of a command on the way from the report to the end of the watch; every other one is given beside it. */
  @Named('是否主线环节') @Yes() step: boolean;
  /** True of the one that is due next for who asks. */
  @Maybe() @Named('是否下一步应办的事项') @Yes() next?: boolean;
  @Code(...Object.keys(caseCommandBodies)) command: string;
  /** Of a proposal: one entry an act that can be proposed, or a proposal that is open. */
  @Maybe() @Named('提请事项') @Code(...Object.keys(ACTS)) act?: string;
  /** The open proposal that is decided or withdrawn. */
  @Maybe() @Ref() proposalId?: string;
  /** The open co-signature that is answered. */
  @Maybe() @Ref() askId?: string;
}

/** A command on an escalation. */
export class AllowedOnEscalationAnswer extends AllowedFields {
  @Code(...Object.keys(escalationCommandBodies)) command: string;
  /** Of the open proposal that is decided or withdrawn. */
  @Maybe() @Named('提请事项') @Code(...ACT_NAMES) act?: string;
  @Maybe() @Ref() proposalId?: string;
}
