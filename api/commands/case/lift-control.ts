import { Ids, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

export class LiftControlBody {
  /** Which control, where more than one is on. */
  @Maybe() @Text(1000) scope?: string;
  @Text(2000) reason: string;
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const liftControl = commandBody(
  'lift-control',
  { name: '解除临时管控', does: '危险消除后解除临时管控，附照片。' },
  LiftControlBody,
);
