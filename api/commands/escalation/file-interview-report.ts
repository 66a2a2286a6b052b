import { compact } from '../../compact';
import { Flag, Ids, Maybe } from '../../dto/fields';
import { FiledTextBody } from '../bodies';
import { commandBody } from '../command-body';

class InterviewReportBody extends FiledTextBody {
  /** For whom nobody is there to file it himself (settled 3.6); then with what that one signed. */
  @Maybe() @Flag() onBehalf?: boolean;
  @Maybe() @Ids(30) signedAttachmentIds?: string[];
}

export const fileInterviewReport = commandBody(
  'file-interview-report',
  { name: '提交约谈整改报告', does: '被约谈对象提交整改报告。' },
  InterviewReportBody,
  ({ attachmentIds = [], ...value }) => compact({ ...value, attachmentIds }),
);
