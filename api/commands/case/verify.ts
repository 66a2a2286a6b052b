import { Id, Maybe, OneOf, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class VerifyBody {
  @OneOf('on-site', 'documents') method: 'on-site' | 'documents';
  @Text(2000) finding: string;
  @Maybe() @Id() coActorId?: string;
}

export const verify = commandBody('verify', { name: '核实线索', does: '核实一条线索属实，即行上账编号。' }, VerifyBody);
