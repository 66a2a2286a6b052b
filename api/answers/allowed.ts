import { ROLES } from '../../domain/people/roles';
import { caseCommandBodies } from '../commands/case';
import { escalationCommandBodies } from '../commands/escalation';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, List, One, Words, Yes } from './shape';

/** Why a command would not be taken, as its refusal says it. */
export class NotAllowedAnswer {
  @Named('缘由代码') @Words() code: string;
  @Words() message: string;
  @List(Code(...ROLES)) whoCan: string[];
}

/** Whether a command would be taken now from who asks. */
class AllowedFields {
  @Yes() allowed: boolean;
  /** Where it would not. */
  @Maybe() @Named('不能办理的缘由') @One(NotAllowedAnswer) reason?: NotAllowedAnswer;
}

/** A command on a case. */
export class AllowedOnCaseAnswer extends AllowedFields {
  @Code(...Object.keys(caseCommandBodies)) command: string;
}

/** A command on an escalation. */
export class AllowedOnEscalationAnswer extends AllowedFields {
  @Code(...Object.keys(escalationCommandBodies)) command: string;
}
