import { Ids, Maybe, OneOf, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class RecordWatchVisitBody {
  @Named('回头看结果') @OneOf('clean', 'found-again') result: 'clean' | 'found-again';
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const recordWatchVisit = commandBody(
  'record-watch-visit',
  { name: '记录回头看', does: '记录一次回头看；再次发现的即提请认定回潮。' },
  RecordWatchVisitBody,
);
