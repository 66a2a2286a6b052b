import { Id, OneOf } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class CoSignBody {
  @Id() askId: string;
  @Named('会签意见') @OneOf('confirm', 'decline') decision: 'confirm' | 'decline';
}

export const coSign = commandBody(
  'co-sign',
  { name: '会签', does: '第二人确认或不同意待会签的事项；确认后该事项即办理。' },
  CoSignBody,
);
