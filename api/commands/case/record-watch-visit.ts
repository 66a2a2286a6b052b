import { Ids, Maybe, OneOf, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class RecordWatchVisitBody {
  @OneOf('clean', 'found-again') result: 'clean' | 'found-again';
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const recordWatchVisit = commandBody('record-watch-visit', RecordWatchVisitBody);
