import { compact } from '../../compact';
import { Flag, Id, Ids, IsInstant, Line, Maybe, OneOf, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody, instantOf } from '../command-body';

class RecordServiceBody {
  @Id() documentId: string;
  @Named('送达方式')
  @OneOf('direct', 'left', 'electronic', 'mail', 'public-notice')
  mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
  @IsInstant() servedAt: string;
  @Line(100) recipientName: string;
  @Maybe() @Flag() refused?: boolean;
  /** Who bears witness where it was left or refused; photos do as well. */
  @Maybe() @Line(100) witness?: string;
  @Maybe() @Ids(30) witnessAttachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
  @Maybe() @Id() coActorId?: string;
}

export const recordService = commandBody(
  'record-service',
  { name: '记录送达', does: '记录文书送达的方式、时间和签收人；整改时限自送达起算。' },
  RecordServiceBody,
  ({ servedAt, refused = false, ...value }) => compact({ ...value, servedAt: instantOf(servedAt), refused }),
);
