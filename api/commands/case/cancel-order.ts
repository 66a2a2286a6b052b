import { compact } from '../../compact';
import { Ids, Line, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';
import { WithdrawNoticeBody } from './withdraw-notice';

class CancelOrderBody extends WithdrawNoticeBody {
  /** Number of the decision of a court or review body, where the office records one. */
  @Maybe() @Line(100) decisionRef?: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const cancelOrder = commandBody('cancel-order', CancelOrderBody, ({ attachmentIds = [], ...value }) =>
  compact({ ...value, attachmentIds }),
);
