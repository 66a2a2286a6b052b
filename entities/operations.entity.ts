import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  FlagColumn,
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

/** What was done beside the streams, whose events are their own audit. One hash chain a day; rows are never changed. */
@Entity('audit')
@Index('ix_audit_at', ['townId', 'at'])
@Index('ix_audit_person', ['personId', 'at'])
@Index('ix_audit_outcome', ['outcome', 'day', 'n'])
@Index('ix_audit_action', ['action', 'day', 'n'])
export class AuditRow {
  @KeyColumn('day') day: string;
  @KeyNumberColumn('n') n: number;
  @InstantColumn({ name: 'at' }) at: string;
  /** A person, the alias of one who is protected, or a part of the system. */
  @IdColumn({ name: 'person_id', nullable: true }) personId: string | null;
  @IdColumn({ name: 'town_id', nullable: true }) townId: string | null;
  @CodeColumn({ name: 'action' }) action: string;
  @IdColumn({ name: 'ref' }) ref: string;
  @JsonColumn({ name: 'data' }) data: Record<string, unknown>;
  /** The code of a refusal, as `data` has it too, which the hash covers; null for what was done. */
  @CodeColumn({ name: 'outcome', nullable: true }) outcome: string | null;
  @HashColumn({ name: 'prev_hash' }) prevHash: string;
  @HashColumn({ name: 'hash' }) hash: string;
}

/** The end of each day's audit chain: the row that is locked to append. */
@Entity('audit_day')
export class AuditDayRow {
  @KeyColumn('day') day: string;
  @NumberColumn({ name: 'n' }) n: number;
  @HashColumn({ name: 'last_hash' }) lastHash: string;
}

/** Where a town's events are posted; `secret` signs them and is encrypted. */
@Entity('webhook')
@Index('ix_webhook_town', ['townId'])
export class WebhookRow {
  @KeyColumn('webhook_id') webhookId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @TextColumn({ name: 'url' }) url: string;
  @TextColumn({ name: 'secret' }) secret: string;
  /** Event types it wants; empty for all. */
  @JsonColumn({ name: 'event_types' }) eventTypes: string[];
  @FlagColumn({ name: 'active' }) active: boolean;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
}

/** A channel through which nothing is sent until an operator confirms, as after a restore. */
@Entity('muted_channel')
export class MutedChannelRow {
  @KeyColumn('channel') channel: string;
  @InstantColumn({ name: 'since' }) since: string;
  @NameColumn({ name: 'why' }) why: string;
}
