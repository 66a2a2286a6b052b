import { Entity, Index } from 'typeorm';
import type { SubjectKind } from '../domain/people/directory';
import {
  CodeColumn,
  DayColumn,
  FlagColumn,
  HashColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  NameColumn,
  NumberColumn,
  TextColumn,
  WordColumn,
} from './columns';

/** A responsible subject. */
@Entity('subject')
@Index('ix_subject_town', ['townId', 'name'])
@Index('ix_subject_credit', ['creditCode'])
@Index('uq_subject_credit', ['townId', 'creditCode', 'creditCopy'], { unique: true })
@Index('ix_subject_merged', ['mergedInto'])
@Index('ix_subject_amended', ['amendedAt'])
export class SubjectRow {
  @KeyColumn('subject_id') subjectId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @NameColumn({ name: 'name' }) name: string;
  @CodeColumn({ name: 'kind' }) kind: SubjectKind;
  @CodeColumn({ name: 'credit_code', nullable: true }) creditCode: string | null;
  /** 0; another number for one of those that were there twice before it could not be any more. */
  @NumberColumn({ name: 'credit_copy', preset: 0 }) creditCopy: number;
  /** The government unit that this subject is, for public bodies. */
  @IdColumn({ name: 'unit_id', nullable: true }) unitId: string | null;
  /** The village where it lies. */
  @IdColumn({ name: 'place_unit_id', nullable: true }) placeUnitId: string | null;
  @FlagColumn({ name: 'protected_person' }) protectedPerson: boolean;
  /** The day on which it agreed to be served electronically; null where it has not. */
  @DayColumn({ name: 'electronic_consent', nullable: true }) electronicConsent: string | null;
  /** Whom to call for a protected person: read with the name alone. */
  @NameColumn({ name: 'family_contact', nullable: true }) familyContact: string | null;
  /** What stands in its place, where it was a double: never one that is merged itself. */
  @IdColumn({ name: 'merged_into', nullable: true }) mergedInto: string | null;
  @InstantColumn({ name: 'merged_at', nullable: true }) mergedAt: string | null;
  @IdColumn({ name: 'merged_by', nullable: true }) mergedBy: string | null;
  @TextColumn({ name: 'merge_reason', nullable: true }) mergeReason: string | null;
  /** Raised by every change, for who amends what he has read. */
  @NumberColumn({ name: 'version', preset: 1 }) version: number;
  /** When something last changed of what open cases have of it; null where nothing did since it was registered. */
  @InstantColumn({ name: 'amended_at', nullable: true }) amendedAt: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
}

/** A place that can have hazards. */
@Entity('site')
@Index('ix_site_town', ['townId', 'name'])
@Index('ix_site_address', ['addressKey'])
@Index('ix_site_merged', ['mergedInto'])
export class SiteRow {
  @KeyColumn('site_id') siteId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @NameColumn({ name: 'name' }) name: string;
  @NameColumn({ name: 'type' }) type: string;
  @TextColumn({ name: 'address' }) address: string;
  /** Of `address`, by which doubles are found. */
  @WordColumn({ name: 'address_key', nullable: true }) addressKey: string | null;
  @IdColumn({ name: 'village_unit_id', nullable: true }) villageUnitId: string | null;
  /** Degrees as text: no database rounds them. */
  @CodeColumn({ name: 'longitude', nullable: true }) longitude: string | null;
  @CodeColumn({ name: 'latitude', nullable: true }) latitude: string | null;
  @IdColumn({ name: 'owner_subject_id', nullable: true }) ownerSubjectId: string | null;
  /** Its last day; null while it exists. */
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: string | null;
  /** What stands in its place, where it was a double: never one that is merged itself. */
  @IdColumn({ name: 'merged_into', nullable: true }) mergedInto: string | null;
  @InstantColumn({ name: 'merged_at', nullable: true }) mergedAt: string | null;
  @IdColumn({ name: 'merged_by', nullable: true }) mergedBy: string | null;
  @TextColumn({ name: 'merge_reason', nullable: true }) mergeReason: string | null;
  /** Raised by every change, for who amends what he has read. */
  @NumberColumn({ name: 'version', preset: 1 }) version: number;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
}

/** Tenants of a site. */
@Entity('site_tenant')
@Index('ix_site_tenant', ['subjectId'])
export class SiteTenantRow {
  @KeyColumn('site_id') siteId: string;
  @KeyColumn('subject_id') subjectId: string;
}

/** An upload, by content. `sha256`, `size` and `mediaType` are of what is served. */
@Entity('attachment')
@Index('ix_attachment_sha', ['sha256'])
@Index('ix_attachment_sealed', ['sealedSha256'])
@Index('ix_attachment_uploader', ['uploadedBy', 'uploadedAt'])
export class AttachmentRow {
  @KeyColumn('attachment_id') attachmentId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @HashColumn({ name: 'sha256' }) sha256: string;
  @NumberColumn({ name: 'size' }) size: number;
  @IdColumn({ name: 'media_type' }) mediaType: string;
  @NameColumn({ name: 'file_name' }) fileName: string;
  /** A person, or for protected sources the alias of the report. */
  @IdColumn({ name: 'uploaded_by' }) uploadedBy: string;
  @InstantColumn({ name: 'uploaded_at' }) uploadedAt: string;
  /** When it was taken, as its sender claims; null where he claims nothing. */
  @InstantColumn({ name: 'captured_at', nullable: true }) capturedAt: string | null;
  /** The file as it was sent, where something else is served: its hash, its size and what it was. */
  @HashColumn({ name: 'original_sha256', nullable: true }) originalSha256: string | null;
  @NumberColumn({ name: 'original_size', nullable: true }) originalSize: number | null;
  @IdColumn({ name: 'original_type', nullable: true }) originalType: string | null;
  /** Under which hash that file lies encrypted. */
  @HashColumn({ name: 'sealed_sha256', nullable: true }) sealedSha256: string | null;
}

/** Which streams name an upload as evidence: who may read one of them may read it. */
@Entity('attachment_use')
@Index('ix_attachment_use_stream', ['streamId'])
export class AttachmentUseRow {
  @KeyColumn('attachment_id') attachmentId: string;
  @KeyColumn('stream_id') streamId: string;
}
