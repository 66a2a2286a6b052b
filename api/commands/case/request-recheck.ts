import { Ids, Maybe, Text } from '../../dto/fields';
import { OnBehalfBody } from '../bodies';
import { commandBody } from '../command-body';

class RequestRecheckBody extends OnBehalfBody {
  @Text(5000) report: string;
  @Ids(30) beforeAttachmentIds: string[];
  @Ids(30) afterAttachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const requestRecheck = commandBody('request-recheck', RequestRecheckBody);
