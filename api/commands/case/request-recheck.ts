import { Ids, Maybe, Text } from '../../dto/fields';
import { OnBehalfBody } from '../bodies';
import { commandBody } from '../command-body';

class RequestRecheckBody extends OnBehalfBody {
  @Text(5000) report: string;
  @Ids(30) beforeAttachmentIds: string[];
  @Ids(30) afterAttachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const requestRecheck = commandBody(
  'request-recheck',
  { name: '申请复查', does: '整改完成后申请复查，附整改前后照片。' },
  RequestRecheckBody,
);
