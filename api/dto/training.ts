import { IsInstant, Maybe, OneOf } from './fields';

/** Where the training clock goes: to an instant, or to the next deadline. */
export class MoveClockBody {
  @Maybe() @IsInstant() to?: string;
  @Maybe() @OneOf('next') step?: 'next';
}
