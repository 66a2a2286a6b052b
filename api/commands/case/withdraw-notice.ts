import { Id, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

export class WithdrawNoticeBody {
  @Id() documentId: string;
  @Text(2000) reason: string;
}

export const withdrawNotice = commandBody(
  'withdraw-notice',
  { name: '撤回文书', does: '送达前撤回已制发的文书。' },
  WithdrawNoticeBody,
);
