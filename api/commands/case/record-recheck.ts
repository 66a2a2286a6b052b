import { Id, Ids, Line, Maybe, OneOf, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class RecordRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** As in `start-recheck`, where what is re-checked became 重大 only since. */
  @Maybe() @Named('主管部门书面请求的文号') @Line(100) requestRef?: string;
  @Named('复查结果') @OneOf('passed', 'failed') result: 'passed' | 'failed';
  @Text(5000) findings: string;
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const recordRecheck = commandBody(
  'record-recheck',
  { name: '记录复查结果', does: '复查人记录合格或不合格，附本人现场照片；合格即提请销号。' },
  RecordRecheckBody,
);
