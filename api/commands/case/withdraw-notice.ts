import { Id, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

export class WithdrawNoticeBody {
  @Id() documentId: string;
  @Text(2000) reason: string;
}

export const withdrawNotice = commandBody('withdraw-notice', WithdrawNoticeBody);
