import { Id, Ids, Line, Maybe, OneOf, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class RecordRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** As in `start-recheck`, where what is re-checked became 重大 only since. */
  @Maybe() @Line(100) requestRef?: string;
  @OneOf('passed', 'failed') result: 'passed' | 'failed';
  @Text(5000) findings: string;
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const recordRecheck = commandBody('record-recheck', RecordRecheckBody);
