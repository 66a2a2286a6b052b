import type { CaseFile } from '../domain/case/file';
import type { Instant } from '../domain/clock/instant';
import type { EscalationFile } from '../domain/escalation/file';
import type { Calendar } from '../domain/clock/calendar';
import type { Context } from '../domain/context';
import type { CaseDraft } from '../domain/case/facts';
import type { EscalationDraft } from '../domain/escalation/facts';
import type { Telling } from '../domain/people/telling';
import type { Pack } from '../domain/policy/pack';
import type { CaseRules, Effect, EscalationRules } from '../domain/rules';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import type { StuckWork, StreamEnvelope } from './stream-work';

/** The pure functions the door runs; `domain/` has the real ones. */
export interface RuleBook {
  case: {
    rules: CaseRules;
    /** Consequences on escalations of the drafts a command or a settling made. */
    effects(file: CaseFile, drafts: CaseDraft[], context: Context): Effect[];
    tellings(file: CaseFile, draft: CaseDraft, context: Context): Telling[];
  };
  escalation: {
    rules: EscalationRules;
    effects(file: EscalationFile, drafts: EscalationDraft[], context: Context): Effect[];
    tellings(file: EscalationFile, draft: EscalationDraft, context: Context): Telling[];
  };
}

/** What the door stands on. */
export interface DoorDeps {
  sources: DataSources;
  rules: RuleBook;
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  logger: Logger;
  /** 32 bytes: AES-256-GCM over the reporter's name and telephone. */
  reporterKey: Buffer;
  /** Called after a commit that left rows in the outbox; the relay is nudged by it. */
  onCommitted?(streamId: string): void;
  /** Round trips and retries, for metrics and tests. */
  observe?(observation: Observation): void;
  /** Replaces the record's clock (tests and the demo). Without it: the database's clock, on SQLite the process's. */
  now?(): Instant;
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
