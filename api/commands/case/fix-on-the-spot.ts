import { Ids, Line, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class FixOnTheSpotBody {
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
  @Line(100) subjectSignature: string;
}

export const fixOnTheSpot = commandBody('fix-on-the-spot', FixOnTheSpotBody);
