import { Entity, Index } from 'typeorm';
import type { CaseFile } from '../domain/case/file';
import type { EscalationFile } from '../domain/escalation/file';
import type { Signer } from '../domain/stream';
import {
  CodeColumn,
  HashColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  KeyNumberColumn,
  NameColumn,
  NumberColumn,
  TextColumn,
} from './columns';

/** The row that is locked; its `lastSeq` is the version of the stream and `file` what its events fold to. */
@Entity('stream')
@Index('ix_stream_due', ['nextDueAt'])
export class StreamRow {
  @KeyColumn('stream_id') streamId: string;
  /** As its module is called: what stands before the colon of the id. */
  @CodeColumn({ name: 'kind' }) kind: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @NumberColumn({ name: 'last_seq' }) lastSeq: number;
  @HashColumn({ name: 'last_hash' }) lastHash: string;
  /** Instant of the last event: the clock never goes behind it. */
  @InstantColumn({ name: 'last_at' }) lastAt: string;
  @CodeColumn({ name: 'status' }) status: string;
  /** Activities of another generation are refused. */
  @NumberColumn({ name: 'generation' }) generation: number;
  /** The earliest armed deadline of any level; null when none is armed. */
  @InstantColumn({ name: 'next_due_at', nullable: true }) nextDueAt: string | null;
  @JsonColumn({ name: 'file' }) file: CaseFile | EscalationFile;
  /** The shape of the workflow that lives it; null before it has been taken over from an older release. */
  @NumberColumn({ name: 'workflow_shape', nullable: true }) workflowShape: number | null;
}

/** The log. `cmdKey` stands on the first event of a group only, so a command can never be written twice. */
@Entity('event')
@Index('uq_event_id', ['eventId'], { unique: true })
@Index('uq_event_command', ['streamId', 'cmdKey'], { unique: true })
@Index('ix_event_type', ['type', 'at'])
export class EventRow {
  @KeyColumn('stream_id') streamId: string;
  @KeyNumberColumn('seq') seq: number;
  @IdColumn({ name: 'event_id' }) eventId: string;
  @HashColumn({ name: 'cmd_key', nullable: true }) cmdKey: string | null;
  @IdColumn({ name: 'cause' }) cause: string;
  @CodeColumn({ name: 'type' }) type: string;
  /** Of its body; null for the first. */
  @NumberColumn({ name: 'version', nullable: true }) version: number | null;
  @JsonColumn({ name: 'actor' }) actor: Signer;
  @InstantColumn({ name: 'at' }) at: string;
  @JsonColumn({ name: 'body' }) body: Record<string, unknown>;
  @HashColumn({ name: 'prev_hash' }) prevHash: string;
  @HashColumn({ name: 'hash' }) hash: string;
}

/**
 * The order in which other systems read events. A position is given after the commit, to one page of events at a time
 * (record/feed.ts): whoever has read up to a position has missed nothing before it.
 */
@Entity('feed')
@Index('ix_feed_position', ['position', 'at', 'seq'])
export class FeedRow {
  @KeyColumn('event_id') eventId: string;
  @IdColumn({ name: 'stream_id' }) streamId: string;
  @NumberColumn({ name: 'seq' }) seq: number;
  @IdColumn({ name: 'town_id' }) townId: string;
  @CodeColumn({ name: 'type' }) type: string;
  @InstantColumn({ name: 'at' }) at: string;
  /** From 1 without gaps; null until it is given. */
  @NumberColumn({ name: 'position', nullable: true }) position: number | null;
}

/** Requests under their idempotency keys, with the exact answer. `actor` is null for protected reports. */
@Entity('command')
@Index('ix_command_at', ['at'])
export class CommandRow {
  /** H(personId, Idempotency-Key). */
  @KeyColumn('cmd_key') cmdKey: string;
  @HashColumn({ name: 'request_hash' }) requestHash: string;
  @IdColumn({ name: 'actor', nullable: true }) actor: string | null;
  @InstantColumn({ name: 'at', nullable: true }) at: string | null;
  @IdColumn({ name: 'stream_id', nullable: true }) streamId: string | null;
  @NumberColumn({ name: 'seq', nullable: true }) seq: number | null;
  @NumberColumn({ name: 'result_status', nullable: true }) resultStatus: number | null;
  @IdColumn({ name: 'result_type', nullable: true }) resultType: string | null;
  @TextColumn({ name: 'result_body', nullable: true }) resultBody: string | null;
}

/** Events that the workflows have not been told yet. */
@Entity('outbox')
@Index('ix_outbox_unsent', ['sentAt', 'leaseUntil'])
export class OutboxRow {
  @KeyColumn('stream_id') streamId: string;
  @KeyNumberColumn('seq') seq: number;
  @InstantColumn({ name: 'at' }) at: string;
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: string | null;
  /** Empty text when nobody holds it. */
  @InstantColumn({ name: 'lease_until' }) leaseUntil: string;
  @NumberColumn({ name: 'attempts' }) attempts: number;
  /** Who holds the lease: only they may say that it could not be sent. Null when nobody does. */
  @IdColumn({ name: 'claim', nullable: true }) claim: string | null;
}

/** A consequence that an event of one stream has for another, which is settled for it in a transaction of its own. */
@Entity('queued_effect')
export class QueuedEffectRow {
  @KeyColumn('stream_id') streamId: string;
  /** The event that caused it, as `<stream>:<seq>`. */
  @KeyColumn('cause') cause: string;
  @InstantColumn({ name: 'at' }) at: string;
}

/**
 * What an event of one stream leaves for another to carry out. Apart from `queued_effect`, of which a program before 0.5.0
 * thinks that settling the stream is all there is to do.
 */
@Entity('queued_command')
@Index('ix_queued_command_by', ['streamId', 'causedBy'])
export class QueuedCommandRow {
  @KeyColumn('stream_id') streamId: string;
  /** The event that caused it, as `<stream>:<seq>`. */
  @KeyColumn('cause') cause: string;
  /** The stream of that event. */
  @IdColumn({ name: 'caused_by' }) causedBy: string;
  @InstantColumn({ name: 'at' }) at: string;
  @JsonColumn({ name: 'commands' }) commands: { type: string }[];
}

/** A stream that could not go on: it is tried again later and later, so that it holds nobody else up. */
@Entity('setback')
@Index('ix_setback_next', ['work', 'nextAt'])
export class SetbackRow {
  @KeyColumn('stream_id') streamId: string;
  /** settle: its overdue deadlines do not fire; relay: its workflow cannot be told. */
  @KeyColumn('work') work: 'settle' | 'relay';
  @NumberColumn({ name: 'attempts' }) attempts: number;
  /** Of the first failure. */
  @InstantColumn({ name: 'since' }) since: string;
  @InstantColumn({ name: 'next_at' }) nextAt: string;
  @NameColumn({ name: 'reason' }) reason: string;
}
