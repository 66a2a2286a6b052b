import { compact } from '../../compact';
import { Ids, Maybe, Text, Whole } from '../../dto/fields';
import { OnBehalfBody } from '../bodies';
import { commandBody } from '../command-body';

class ReportProgressBody extends OnBehalfBody {
  @Whole(0, 100) percent: number;
  @Text(2000) done: string;
  @Maybe() @Text(2000) obstacles?: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const reportProgress = commandBody(
  'report-progress',
  { name: '报告进展', does: '责任主体或责任单位报告整改进展。' },
  ReportProgressBody,
  ({ attachmentIds = [], ...value }) => compact({ ...value, attachmentIds }),
);
