import { IsCivilDate } from '../../dto/fields';
import { commandBody } from '../command-body';
import { LiftControlBody } from './lift-control';

class ExtendControlBody extends LiftControlBody {
  @IsCivilDate() until: string;
}

export const extendControl = commandBody(
  'extend-control',
  { name: '延长临时管控', does: '延长仍在执行的临时管控。' },
  ExtendControlBody,
);
