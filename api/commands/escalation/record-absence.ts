import { Ids, IsInstant, Maybe } from '../../dto/fields';
import { ReasonBody } from '../bodies';
import { commandBody, instantOf } from '../command-body';

class RecordAbsenceBody extends ReasonBody {
  @IsInstant() scheduledAt: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
}

export const recordAbsence = commandBody(
  'record-absence',
  { name: '记录缺席', does: '记录被约谈对象未到场。' },
  RecordAbsenceBody,
  ({ reason, scheduledAt, attachmentIds = [] }) => ({ reason, scheduledAt: instantOf(scheduledAt), attachmentIds }),
);
