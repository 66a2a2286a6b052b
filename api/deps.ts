import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import type { Calendar } from '../domain/clock/calendar';
import type { Instant } from '../domain/clock/instant';
import type { Pack } from '../domain/policy/pack';
import type { Logger } from '../logger';
import type { RecordClock } from '../record/door/clockwork';
import type { AdminDoor, AuditDoor, CommandDoor } from '../record/door/command-door';
import type { MessageBox } from '../record/door/message-box';
import type { DirectoryReader, FileReader, StreamReader } from '../record/door/record-reader';
import type { CredentialReader, SignIns } from '../record/door/sign-ins';
import type { FeedKeeper } from '../record/door/stream-carriage';
import type { Vitals } from '../record/door/vitals';
import type { Meter } from '../telemetry/meter';
import type { ChangeHub } from './changes/hub';
import type { RefusalBook } from './refusals';
import type { Training } from './training-clock';

/** Settings that the API itself reads. */
export type ApiConfig = Pick<
  Config,
  'dataDir' | 'trustProxy' | 'allowedHosts' | 'cookieSecure' | 'rateLimit' | 'uploadQuota' | 'webhookAllow'
>;

type ReadingDoor = RecordClock & StreamReader & FileReader & DirectoryReader & CredentialReader & Vitals;

/** What people do and ask; nothing of the clocks, the relay and the deliveries. */
export type ApiDoor = CommandDoor &
  AdminDoor &
  AuditDoor &
  SignIns &
  MessageBox &
  ReadingDoor &
  Pick<FeedKeeper, 'placeEvents'>;

/** Everything the API stands on; made once by main.ts, api/main.ts or a test. */
export interface AppDeps {
  config: ApiConfig;
  logger: Logger;
  /** The numbers of this process. */
  meter: Meter;
  door: ApiDoor;
  /** Refused attempts on their way into the audit log. */
  refusals: RefusalBook;
  /** Pages that are open and want to know what changes. */
  changes: ChangeHub;
  /** For lists and single reads; a write is never done on it. */
  db: DataSource;
  /** The newest version of every loaded pack. */
  packs: ReadonlyMap<string, Pack>;
  packOf(packId: string, version: string): Pack;
  /** All loaded versions of a pack, oldest first. */
  versionsOf(packId: string): Pack[];
  calendar: Calendar;
  /** 32 bytes from which one-time secrets are derived and webhook secrets are sealed. */
  secretKey: Buffer;
  /** Where the console was built to; the folder may be missing. */
  consoleDir: string;
  /** Clock of sessions and tokens; decisions use the record's. */
  now(): Instant;
  /** Notes that a session or a token is in use; may be lost without harm. */
  noteUse(kind: 'session' | 'token', hash: string, now: Instant): Promise<void>;
  /** In demo mode with a clock that stands still until it is moved. */
  training?: Training;
  /** Whether deadlines fire on time; `delayed` while Temporal or the worker is away. */
  clockService(): 'running' | 'delayed';
}
