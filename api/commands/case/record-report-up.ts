import { compact } from '../../compact';
import { Ids, IsInstant, Line, Maybe, Text } from '../../dto/fields';
import { commandBody, instantOf } from '../command-body';

class RecordReportUpBody {
  @Line(200) reportedTo: string;
  @IsInstant() reportedAt: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const recordReportUp = commandBody(
  'record-report-up',
  { name: '记录上报', does: '记录已向区级或部门上报。' },
  RecordReportUpBody,
  ({ attachmentIds = [], reportedAt, ...value }) =>
    compact({ ...value, reportedAt: instantOf(reportedAt), attachmentIds }),
);
