import type { Instant } from '../../domain/clock/instant';
import type { AdminRequest } from '../admin';
import type { AuditEntry } from '../audit';
import type { Asked } from '../command-basis';
import type { Previewed } from '../preview';
import type { CommandRequest, DoorFailure, DoorResult } from '../request';

/** Where people decide over a stream. */
export interface CommandDoor {
  execute(request: CommandRequest): Promise<DoorResult>;
  /** What the same command would do now. Writes nothing, and keeps nothing under a key. */
  preview(asked: Asked): Promise<Previewed | { failure: DoorFailure }>;
}

/** Where people and set-ups write beside the streams. */
export interface AdminDoor {
  /** Idempotent write beside the streams, with its audit row and the directory's new version in the same transaction. */
  administer(request: AdminRequest): Promise<DoorResult>;
}

/** The audit log without a write. */
export interface AuditDoor {
  /** An audit row without a write (refused attempts, exports). */
  audit(entry: AuditEntry): Promise<void>;
  /** The name that stands in the audit log for a protected person, as it is written there. */
  sealedName(kind: 'account' | 'act', personId: string, act: { at: Instant; action: string; ref: string }): string;
}
