import { ACT_NAMES } from '../../domain/escalation/acts';
import { caseCommandBodies } from '../commands/case';
import { MEASURE_KINDS } from '../commands/case/file-plan';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { SUBJECT_KINDS } from '../dto/registers';
import { Amount, Code, Coded, Count, Day, Free, Instant, List, One, OrNull, Ref, Words, Yes } from './shape';
import { SignerAnswer } from './signer';

/** The version of a pack that a case or an escalation goes by. */
export class FollowedPolicyAnswer {
  @Ref() packId: string;
  @Named('政策包版本') @Words() version: string;
}

/** Where a hazard is, when no known site fits. */
export class PlaceAnswer {
  @Words() address: string;
  @Maybe() @Amount() longitude?: number;
  @Maybe() @Amount() latitude?: number;
}

/** A subject of a case; the name as far as who asks reads it. */
export class CaseSubjectAnswer {
  @Ref() subjectId: string;
  @Words() name: string;
  @Named('责任主体类别') @Code(...SUBJECT_KINDS) kind: string;
}

/** How far the assignment has come. */
export class AssignmentAnswer {
  @Named('是否已接受交办') @Yes() accepted: boolean;
  @Named('退回交办的次数') @Count() refusals: number;
}

/** A measure of a plan. */
export class PlanMeasureAnswer {
  @Named('措施类别') @Code(...MEASURE_KINDS) kind: string;
  @Named('措施内容') @Words() text: string;
}

/** The plan of a 重大 case. */
export class PlanAnswer {
  @Words() goal: string;
  @List(One(PlanMeasureAnswer)) measures: PlanMeasureAnswer[];
  @Words() funds: string;
  @Words() personInCharge: string;
  @Day() finishOn: string;
  @Words() emergencyPlan: string;
  @Named('报送人') @One(SignerAnswer) filedBy: SignerAnswer;
}

/** An interim control that is on. */
export class ControlAnswer {
  @Coded('control-scope') scope: string;
  @Named('管控措施') @Words() measures: string;
  @Day() until: string;
  @Ref() guardPersonId: string;
  @Named('采取人') @One(SignerAnswer) imposedBy: SignerAnswer;
  /** Absent where it never was prolonged. */
  @Maybe() @Count() extensions?: number;
}

/** That a case is suspended. */
export class SuspensionAnswer {
  @Named('中止事由代码') @Coded('suspension-ground') ground: string;
  @Named('中止事由') @Words() groundName: string;
  @OrNull(Words()) reference: string | null;
  @Instant() since: string;
  /** Its last day; null where it is reviewed. */
  @OrNull(Day()) until: string | null;
}

/** What the second person signs for, in words of the document. */
export const ASKED = '待会签的具体内容，字段同该事项的请求体，不含会签人';

/** A command that waits for its second person. */
export class AskAnswer {
  @Ref() askId: string;
  @Ref() coActorId: string;
  @Named('办理人') @One(SignerAnswer) by: SignerAnswer;
  @Named('待会签的事项') @Code(...Object.keys(caseCommandBodies)) command: string;
  /** Not shown to the side that rectifies. */
  @Maybe() @Named('待会签的内容') @Free(ASKED) content?: object;
}

/** An escalation that a case is in. */
export class CaseEscalationAnswer {
  @Ref() escalationId: string;
  @Named('督办、约谈或通报') @Code(...ACT_NAMES) act: string;
  @Named('对象：单位（unit:）或责任主体（subject:）') @Ref() addressee: string;
  @Count() cycle: number;
}

/** The look-back visits after a closing. */
export class WatchAnswer {
  @Named('应回头看的次数') @Count() visits: number;
  @Named('已回头看的次数') @Count() done: number;
}

/** That a cycle was closed. */
export class ClosureAnswer {
  @Count() cycle: number;
  @Named('销号时间') @Instant() at: string;
}
