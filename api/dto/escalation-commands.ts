import { Nested } from '../parse';
import { Flag, Id, Ids, IsInstant, Line, Lines, Maybe, OneOf, Text } from './fields';

export class HoldInterviewBody {
  @IsInstant() heldAt: string;
  @Id() hostPersonId: string;
  @Lines(100, 100) attendees: string[];
}

export class FiledTextBody {
  @Text(20000) text: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
}

export class InterviewReportBody extends FiledTextBody {
  /** For whom nobody is there to file it himself (settled 3.6); then with what that one signed. */
  @Maybe() @Flag() onBehalf?: boolean;
  @Maybe() @Ids(30) signedAttachmentIds?: string[];
}

export class HearCompanyBody {
  @Text(5000) statement: string;
  @IsInstant() heardAt: string;
}

export class PublishBody {
  @Line(200) channel: string;
}

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
