import { compact } from '../../compact';
import { Ids, Line, Maybe, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';
import { WithdrawNoticeBody } from './withdraw-notice';

class CancelOrderBody extends WithdrawNoticeBody {
  /** Number of the decision of a court or review body, where the office records one. */
  @Maybe() @Named('复议、诉讼等决定的文号') @Line(100) decisionRef?: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const cancelOrder = commandBody(
  'cancel-order',
  { name: '撤销责令文书', does: '依据行政复议、诉讼或纠错决定撤销已送达的责令文书。' },
  CancelOrderBody,
  ({ attachmentIds = [], ...value }) => compact({ ...value, attachmentIds }),
);
