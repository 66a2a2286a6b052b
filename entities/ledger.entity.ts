import { Entity, Index } from 'typeorm';
import type { Deciders } from '../domain/case/proposal';
import type { Because } from '../domain/stream';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  KeyNumberColumn,
  KeyScopeColumn,
  NameColumn,
  NumberColumn,
  TextColumn,
} from './columns';

/** The whole deadline ledger: what was armed and what became of it. */
@Entity('deadline')
@Index('ix_deadline_late', ['addressee', 'state', 'dueAt'])
export class DeadlineRow {
  @KeyColumn('stream_id') streamId: string;
  @KeyColumn('deadline_id') deadlineId: string;
  @CodeColumn({ name: 'clock' }) clock: string;
  @NumberColumn({ name: 'level' }) level: number;
  @NumberColumn({ name: 'cycle' }) cycle: number;
  @NumberColumn({ name: 'n' }) n: number;
  @InstantColumn({ name: 'due_at' }) dueAt: string;
  @DayColumn({ name: 'due_on' }) dueOn: string;
  /** One of `LEDGER_STATES`; a moved one stays armed and keeps `movedFrom`. */
  @CodeColumn({ name: 'state' }) state: string;
  @CodeColumn({ name: 'act', nullable: true }) act: string | null;
  @IdColumn({ name: 'addressee' }) addressee: string;
  @IdColumn({ name: 'ref', nullable: true }) ref: string | null;
  @JsonColumn({ name: 'because' }) because: Because;
  @NumberColumn({ name: 'set_seq' }) setSeq: number;
  @NumberColumn({ name: 'end_seq', nullable: true }) endSeq: number | null;
  @InstantColumn({ name: 'fired_at', nullable: true }) firedAt: string | null;
  @InstantColumn({ name: 'met_at', nullable: true }) metAt: string | null;
  @NameColumn({ name: 'reason', nullable: true }) reason: string | null;
  @InstantColumn({ name: 'moved_from', nullable: true }) movedFrom: string | null;
  /** Milliseconds left of a paused one; text, since it may pass 2^31. */
  @CodeColumn({ name: 'remaining_ms', nullable: true }) remainingMs: string | null;
}

/** Open and decided proposals: the inbox. */
@Entity('proposal_row')
@Index('ix_proposal_inbox', ['townId', 'state', 'decideBy'])
export class ProposalRow {
  @KeyColumn('stream_id') streamId: string;
  @KeyColumn('proposal_id') proposalId: string;
  @CodeColumn({ name: 'kind' }) kind: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @CodeColumn({ name: 'act' }) act: string;
  /** open, approved, rejected or withdrawn. */
  @CodeColumn({ name: 'state' }) state: string;
  @IdColumn({ name: 'proposed_by' }) proposedBy: string;
  @TextColumn({ name: 'reason' }) reason: string;
  @InstantColumn({ name: 'opened_at' }) openedAt: string;
  @InstantColumn({ name: 'decide_by' }) decideBy: string;
  /** Who may take the decision that is due now. */
  @JsonColumn({ name: 'deciders', nullable: true }) deciders: Deciders | null;
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt: string | null;
}

/** Decisions on proposals by who took them. */
@Entity('decision')
@Index('ix_decision_person', ['personId', 'at', 'streamId', 'seq'])
export class DecisionRow {
  @KeyColumn('stream_id') streamId: string;
  @KeyNumberColumn('seq') seq: number;
  @IdColumn({ name: 'person_id' }) personId: string;
  @InstantColumn({ name: 'at' }) at: string;
}

/** Counters of 文号 and case numbers, and the rows that serialise the counting of late cases. */
@Entity('counter')
export class CounterRow {
  @KeyScopeColumn('scope') scope: string;
  @NumberColumn({ name: 'n' }) n: number;
}

/** Every number that was given, gapless by scope; a case number is a paper of type `case-number`. */
@Entity('paper')
@Index('uq_paper_document', ['documentId'], { unique: true })
@Index('ix_paper_stream', ['streamId', 'seq'])
export class PaperRow {
  @KeyScopeColumn('scope') scope: string;
  @KeyNumberColumn('n') n: number;
  @NameColumn({ name: 'number' }) number: string;
  @IdColumn({ name: 'document_id', nullable: true }) documentId: string | null;
  @CodeColumn({ name: 'type' }) type: string;
  @NameColumn({ name: 'title' }) title: string;
  @IdColumn({ name: 'stream_id' }) streamId: string;
  @NumberColumn({ name: 'seq' }) seq: number;
  /** issued, served, withdrawn or void. */
  @CodeColumn({ name: 'state' }) state: string;
  @IdColumn({ name: 'issuer', nullable: true }) issuer: string | null;
  @InstantColumn({ name: 'issued_at' }) issuedAt: string;
  @InstantColumn({ name: 'served_at', nullable: true }) servedAt: string | null;
}

/** Messages, written by the deciding transaction. */
@Entity('notification')
@Index('ix_notification_due', ['state', 'nextAt'])
@Index('ix_notification_turn', ['channel', 'state', 'nextAt', 'recipient'])
@Index('ix_notification_recipient', ['recipient', 'createdAt'])
@Index('ix_notification_unread', ['recipient', 'readAt'])
@Index('ix_notification_old', ['channel', 'state', 'readAt', 'createdAt'])
export class NotificationRow {
  /** H(stream, seq, channel, recipient, template). */
  @KeyColumn('idem_key') idemKey: string;
  @IdColumn({ name: 'stream_id' }) streamId: string;
  @NumberColumn({ name: 'seq' }) seq: number;
  /** in-app (sent when written) or webhook. */
  @CodeColumn({ name: 'channel' }) channel: string;
  /** Person id or webhook id. */
  @IdColumn({ name: 'recipient' }) recipient: string;
  @CodeColumn({ name: 'template' }) template: string;
  @JsonColumn({ name: 'data' }) data: Record<string, unknown>;
  /** queued, sending, sent or failed-final. */
  @CodeColumn({ name: 'state' }) state: string;
  @NumberColumn({ name: 'attempts' }) attempts: number;
  @InstantColumn({ name: 'next_at', nullable: true }) nextAt: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: string | null;
  @InstantColumn({ name: 'read_at', nullable: true }) readAt: string | null;
  @NameColumn({ name: 'provider_ref', nullable: true }) providerRef: string | null;
  @NameColumn({ name: 'last_error', nullable: true }) lastError: string | null;
  /** Who is sending it: only they may say that it failed. Null when nobody is. */
  @IdColumn({ name: 'claim', nullable: true }) claim: string | null;
}
