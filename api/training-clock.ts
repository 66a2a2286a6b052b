import type { Instant } from '../domain/clock/instant';

/** A deadline that the clock has not reached yet. */
export interface Upcoming {
  streamId: string;
  /** Such as `rectify`. */
  clock: string;
  dueAt: Instant;
}

/** A deadline, or a step before or after one, that fired on the way. */
export interface Fired {
  streamId: string;
  clock: string;
  /** Such as `rectify:1:1:-4`: clock, cycle, arming and, of a step, its level. */
  deadlineId: string;
  at: Instant;
}

/** Somebody of the demo town, as whom a trainer may sign in. */
export interface TrainingAccount {
  username: string;
  /** As the demo publishes it: loopback only, made-up people. */
  password: string;
  name: string;
  roleName: string;
  unitName: string;
}

/** The record's clock of a demo town in days: it stands still until it is moved, and only forward. */
export interface TrainingClock {
  now(): Instant;
  /** What fires next; null when nothing is armed. */
  next(): Promise<Upcoming | null>;
  /** Moves to this instant and fires everything due in between, in order, each at its own instant. */
  moveTo(instant: Instant): Promise<Fired[]>;
}

/** What a training town has that others do not: a clock to move, people to change between. */
export interface Training extends TrainingClock {
  accounts: readonly TrainingAccount[];
}
