import { IsCivilDate } from '../../dto/fields';
import { commandBody } from '../command-body';
import { LiftControlBody } from './lift-control';

class ExtendControlBody extends LiftControlBody {
  @IsCivilDate() until: string;
}

export const extendControl = commandBody('extend-control', ExtendControlBody);
