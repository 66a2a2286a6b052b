import type { Instant } from '../domain/clock/instant';
import type { Calendar } from '../domain/clock/calendar';
import type { Pack } from '../domain/policy/pack';
import type { StreamModule } from '../domain/stream-module';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { StuckWork, StreamEnvelope } from './stream-work';

/** What the door stands on. */
export interface DoorDeps {
  sources: DataSources;
  /** Every kind of stream there is. */
  modules: readonly StreamModule[];
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  logger: Logger;
  /** 32 bytes: AES-256-GCM over the reporter's name and telephone. */
  reporterKey: Buffer;
  /** Called after a commit that left rows in the outbox; the relay is nudged by it. */
  onCommitted?(streamId: string): void;
  /** Round trips and retries, for metrics and tests. */
  observe?(observation: Observation): void;
  /** Replaces the record's clock (tests and the training clock). Without it: the database's clock, on SQLite the process's. */
  now?(): Instant;
  /** Where `now` is moved by hand, the clock that sign-ins go by (training); without it they go by the record's. */
  signInNow?(): Instant;
}

/**
 * `transaction`: one ended, after so many round trips; `retry`: one begins again, and why; `committed`: events of a stream
 * are in the log; `set-back`: a stream could not go on.
 */
export type Observation =
  | { name: 'transaction'; rounds: number }
  | { name: 'retry'; trouble: string }
  | { name: 'committed'; streamId: string; events: StreamEnvelope[] }
  | { name: 'set-back'; work: StuckWork };
