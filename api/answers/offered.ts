import { ACCOUNT_ACTS, type AccountAct } from '../../domain/people/account-acts';
import { ACCOUNT_DECISIONS, POST_ACTS, type AccountDecision, type PostAct } from '../../domain/people/offered';
import { ROLES } from '../../domain/people/roles';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, List, One, Words, Yes } from './shape';

/** Why an act would not be taken, and whose post could do it. */
export class NotTakenAnswer {
  @Named('缘由代码') @Words() code: string;
  @Words() message: string;
  @List(Code(...ROLES)) whoCan: string[];
}

/** Whether an act that there is would be taken now from who asks. */
class OfferedFields {
  @Yes() allowed: boolean;
  /** Where it would not. */
  @Maybe() @Named('不能办理的缘由') @One(NotTakenAnswer) reason?: NotTakenAnswer;
}

/** An act on a post. */
export class PostActAnswer extends OfferedFields {
  @Code(...POST_ACTS) act: PostAct;
}

/** A decision on an act on an account that waits for the second person. */
export class AccountDecisionAnswer extends OfferedFields {
  @Code(...ACCOUNT_DECISIONS) act: AccountDecision;
}

/** An act on an account. */
export class AccountOfferedAnswer extends OfferedFields {
  @Code(...ACCOUNT_ACTS) act: AccountAct;
}
