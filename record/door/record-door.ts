import type { Kept } from '../../config';
import type { Forgotten } from '../retention';
import type { RecordClock, SweepDoor, TimerDoor } from './clockwork';
import type { AdminDoor, AuditDoor, CommandDoor } from './command-door';
import type { DeliveryBook, DeliveryByKey, MuteReader } from './delivery-book';
import type { MessageBox } from './message-box';
import type { DirectoryReader, FileReader, StreamReader } from './record-reader';
import type { CredentialReader, SignIns } from './sign-ins';
import type { FeedKeeper, Outbox, Retries, SetbackReader, Takeovers } from './stream-carriage';
import type { Vitals } from './vitals';

/** What is left to the program that opened the record. */
export interface Housekeeping {
  /** Notes who reads each case of which nobody has noted it yet, as data of earlier releases; how many those were. */
  noteReaders(): Promise<number>;
  /** Stops asking for a database that is away; the data sources are closed by who opened them. */
  close(): void;
}

/** Where what nobody needs any more goes. */
export interface Retention {
  /** A page of it; `more` when the page was full. */
  forgetPage(kept: Kept, limit: number): Promise<{ forgotten: Forgotten; more: boolean }>;
}

/** Every way through the one door on which people write. */
type Written = CommandDoor & AdminDoor & AuditDoor & SignIns & MessageBox;

/** Every way on which the clocks, the relay and the deliveries write. */
type Carried = TimerDoor &
  SweepDoor &
  Outbox &
  FeedKeeper &
  Retries &
  Takeovers &
  DeliveryBook &
  DeliveryByKey &
  Retention;

type Read = RecordClock &
  SetbackReader &
  StreamReader &
  FileReader &
  DirectoryReader &
  CredentialReader &
  MuteReader &
  Vitals;

/**
 * The one door, whole, as a process opens it: every write of the record. Who uses it asks for the part it needs. Reads for
 * lists go to `sources.read` directly.
 */
export type RecordDoor = Written & Carried & Read & Housekeeping;
