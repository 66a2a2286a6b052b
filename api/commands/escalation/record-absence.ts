import { Ids, IsInstant, Maybe } from '../../dto/fields';
import { ReasonBody } from '../bodies';
import { commandBody, instantOf } from '../command-body';

class RecordAbsenceBody extends ReasonBody {
  @IsInstant() scheduledAt: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
}

export const recordAbsence = commandBody(
  'record-absence',
  RecordAbsenceBody,
  ({ reason, scheduledAt, attachmentIds = [] }) => ({ reason, scheduledAt: instantOf(scheduledAt), attachmentIds }),
);
