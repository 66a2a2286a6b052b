import type { EscalationAct } from '../../domain/case/proposal';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { Nested } from '../parse';
import { Id, Ids, Maybe, OneOf, Text } from './fields';
import { Named } from './named';

/** The unit or the subject that an escalation speaks to. */
export class AddresseeBody {
  @Maybe() @Id() unitId?: string;
  @Maybe() @Id() subjectId?: string;
}

/** `POST /api/v1/escalations`. */
export class OpenEscalationBody {
  @Named('督办、约谈或通报') @OneOf(...ACT_NAMES) act: EscalationAct;
  @Nested(AddresseeBody) addressee: AddresseeBody;
  @Ids(100) caseIds: string[];
  @Text(2000) reason: string;
}
