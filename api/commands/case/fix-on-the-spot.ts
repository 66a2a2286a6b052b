import { Ids, Line, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class FixOnTheSpotBody {
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
  @Line(100) subjectSignature: string;
}

export const fixOnTheSpot = commandBody(
  'fix-on-the-spot',
  { name: '即查即改', does: '现场当即改正，附整改前后照片和责任主体签字。' },
  FixOnTheSpotBody,
);
