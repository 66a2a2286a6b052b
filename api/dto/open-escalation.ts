import { Nested } from '../parse';
import { Id, Ids, Maybe, OneOf, Text } from './fields';

/** The unit or the subject that an escalation speaks to. */
export class AddresseeBody {
  @Maybe() @Id() unitId?: string;
  @Maybe() @Id() subjectId?: string;
}

/** `POST /api/v1/escalations`. */
export class OpenEscalationBody {
  @OneOf('supervise', 'interview', 'circular') act: 'supervise' | 'interview' | 'circular';
  @Nested(AddresseeBody) addressee: AddresseeBody;
  @Ids(100) caseIds: string[];
  @Text(2000) reason: string;
}
