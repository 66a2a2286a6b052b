import { Entity, Index } from 'typeorm';
import type { Overlay } from '../domain/case/overlays';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  KeyNumberColumn,
  NameColumn,
  NumberColumn,
  TextColumn,
  WordColumn,
} from './columns';

/** What lists show of a case; the file itself is in `stream`. */
@Entity('case_row')
@Index('ix_case_due', ['townId', 'nextDueAt', 'caseId'])
// Counts are made of it alone.
@Index('ix_case_counted', ['townId', 'status', 'nextDueAt', 'grade', 'domain', 'hazardType'])
// So are desks.
@Index('ix_case_desk', ['townId', 'status', 'responsibleUnitId', 'grade', 'hazardType', 'cycle'])
@Index('ix_case_closed', ['townId', 'closedAt'])
@Index('ix_case_responsible', ['responsibleUnitId', 'status'])
@Index('ix_case_opened', ['townId', 'openedAt'])
@Index('ix_case_updated', ['townId', 'updatedAt', 'caseId'])
@Index('ix_case_site', ['siteId'])
@Index('ix_case_address', ['addressKey'])
@Index('ix_case_external', ['townId', 'externalId'])
@Index('uq_case_external', ['townId', 'source', 'externalId', 'externalCopy'], { unique: true })
@Index('uq_case_number', ['number'], { unique: true })
export class CaseRow {
  @KeyColumn('case_id') caseId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @WordColumn({ name: 'number', nullable: true }) number: string | null;
  @NameColumn({ name: 'title' }) title: string;
  @CodeColumn({ name: 'status' }) status: string;
  @CodeColumn({ name: 'grade', nullable: true }) grade: string | null;
  @CodeColumn({ name: 'domain', nullable: true }) domain: string | null;
  @IdColumn({ name: 'hazard_type' }) hazardType: string;
  @NumberColumn({ name: 'cycle' }) cycle: number;
  @JsonColumn({ name: 'overlays' }) overlays: Overlay[];
  @FlagColumn({ name: 'overdue' }) overdue: boolean;
  @IdColumn({ name: 'lead_unit_id', nullable: true }) leadUnitId: string | null;
  @IdColumn({ name: 'responsible_unit_id', nullable: true }) responsibleUnitId: string | null;
  @IdColumn({ name: 'site_id', nullable: true }) siteId: string | null;
  @TextColumn({ name: 'address', nullable: true }) address: string | null;
  /** Of `address`, by which doubles are found. */
  @WordColumn({ name: 'address_key', nullable: true }) addressKey: string | null;
  @CodeColumn({ name: 'source' }) source: string;
  @WordColumn({ name: 'external_id', nullable: true }) externalId: string | null;
  /** 0; another number for one of those that were there twice before it could not be any more. */
  @NumberColumn({ name: 'external_copy', preset: 0 }) externalCopy: number;
  /** Who reported: a person, or the alias of a protected one. */
  @IdColumn({ name: 'reporter' }) reporter: string;
  @FlagColumn({ name: 'protected_source' }) protectedSource: boolean;
  @InstantColumn({ name: 'opened_at' }) openedAt: string;
  @InstantColumn({ name: 'closed_at', nullable: true }) closedAt: string | null;
  /** The earliest due instant that is still owed, missed ones included; null when nothing is. */
  @InstantColumn({ name: 'next_due_at', nullable: true }) nextDueAt: string | null;
  @CodeColumn({ name: 'next_due_clock', nullable: true }) nextDueClock: string | null;
  @NumberColumn({ name: 'version' }) version: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt: string;
}

/** Subjects of a case. */
@Entity('case_subject')
@Index('ix_case_subject', ['subjectId', 'caseId'])
export class CaseSubjectRow {
  @KeyColumn('case_id') caseId: string;
  @KeyColumn('subject_id') subjectId: string;
}

/** Units of a case: lead, responsible or co. */
@Entity('case_unit')
@Index('ix_case_unit', ['unitId', 'role', 'caseId'])
export class CaseUnitRow {
  @KeyColumn('case_id') caseId: string;
  @KeyColumn('unit_id') unitId: string;
  @KeyColumn('role') role: string;
}

/** Who reads a case, by the key he holds (`readersOf`), and when the earliest is due of what he owes in it. */
@Entity('case_reader')
@Index('ix_case_reader', ['reader', 'owedAt', 'caseId'])
export class CaseReaderRow {
  @KeyColumn('case_id') caseId: string;
  @KeyColumn('reader') reader: string;
  /** Null where he owes nothing. */
  @InstantColumn({ name: 'owed_at', nullable: true }) owedAt: string | null;
}

/** Campaigns of a case. */
@Entity('case_campaign')
@Index('ix_case_campaign', ['campaignId', 'caseId'])
export class CaseCampaignRow {
  @KeyColumn('case_id') caseId: string;
  @KeyColumn('campaign_id') campaignId: string;
}

/**
 * The closed list by case: a line for each closing, taken off by a relapse. A subject is on the list while all its cases
 * are closed and none has relapsed since; that view is a query over these lines.
 */
@Entity('closed_list')
@Index('ix_closed_town', ['townId', 'closedAt'])
export class ClosedListRow {
  @KeyColumn('case_id') caseId: string;
  @KeyNumberColumn('cycle') cycle: number;
  @IdColumn({ name: 'town_id' }) townId: string;
  @InstantColumn({ name: 'closed_at' }) closedAt: string;
  @InstantColumn({ name: 'removed_at', nullable: true }) removedAt: string | null;
}

/** Who stands behind `reporter:<id>`; name and telephone are encrypted. Never joined into a list. */
@Entity('reporter_identity')
@Index('ix_reporter_person', ['personId', 'caseId'])
export class ReporterIdentityRow {
  @KeyColumn('case_id') caseId: string;
  @KeyColumn('alias') alias: string;
  @IdColumn({ name: 'person_id', nullable: true }) personId: string | null;
  @FlagColumn({ name: 'anonymous' }) anonymous: boolean;
  @TextColumn({ name: 'name', nullable: true }) name: string | null;
  @TextColumn({ name: 'phone', nullable: true }) phone: string | null;
}
