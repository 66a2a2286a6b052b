import { IsInstant, Maybe, OneOf } from './fields';
import { Named } from './named';

/** Where the training clock goes: to an instant, or to the next deadline. */
export class MoveClockBody {
  @Maybe() @Named('移到的时刻') @IsInstant() to?: string;
  @Maybe() @OneOf('next') step?: 'next';
}
