import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  KeyNumberColumn,
  NameColumn,
  NumberColumn,
} from './columns';

/** What lists show of an escalation. */
@Entity('escalation_row')
@Index('uq_escalation_join', ['joinKey'], { unique: true })
@Index('ix_escalation_town', ['townId', 'status', 'openedAt'])
@Index('ix_escalation_addressee', ['addressee', 'act', 'openedAt'])
export class EscalationRow {
  @KeyColumn('escalation_id') escalationId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @CodeColumn({ name: 'act' }) act: string;
  @IdColumn({ name: 'addressee' }) addressee: string;
  @NameColumn({ name: 'addressee_name' }) addresseeName: string;
  @CodeColumn({ name: 'status' }) status: string;
  /** H(town, act, addressee) while another case may join, else null: so there is one joinable of each. */
  @IdColumn({ name: 'join_key', nullable: true }) joinKey: string | null;
  @IdColumn({ name: 'host_unit_id' }) hostUnitId: string;
  @FlagColumn({ name: 'by_ladder' }) byLadder: boolean;
  @InstantColumn({ name: 'opened_at' }) openedAt: string;
  @InstantColumn({ name: 'next_due_at', nullable: true }) nextDueAt: string | null;
  @NumberColumn({ name: 'version' }) version: number;
}

/** Cases linked to an escalation. */
@Entity('escalation_case')
@Index('ix_escalation_case', ['caseId', 'act', 'addressee', 'cycle'])
export class EscalationCaseRow {
  @KeyColumn('escalation_id') escalationId: string;
  @KeyColumn('case_id') caseId: string;
  @KeyNumberColumn('cycle') cycle: number;
  @CodeColumn({ name: 'act' }) act: string;
  @IdColumn({ name: 'addressee' }) addressee: string;
  /** rung, counted, named, absence or silence. */
  @CodeColumn({ name: 'why' }) why: string;
}
