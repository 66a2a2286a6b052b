import { Id, OneOf } from '../../dto/fields';
import { commandBody } from '../command-body';

class CoSignBody {
  @Id() askId: string;
  @OneOf('confirm', 'decline') decision: 'confirm' | 'decline';
}

export const coSign = commandBody('co-sign', CoSignBody);
