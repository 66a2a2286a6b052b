import { Entity, Index } from 'typeorm';
import type { AccountAct, AccountActStatus } from '../domain/people/account-acts';
import type { Certificate, UnitKind } from '../domain/people/directory';
import type { PolicyMoveStatus } from '../domain/people/policy-move';
import type { PostStatus } from '../domain/people/roll';
import type { Role } from '../domain/people/roles';
import {
  CodeColumn,
  DayColumn,
  FlagColumn,
  HashColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  NameColumn,
  NumberColumn,
  TextColumn,
} from './columns';

/** A town whose cases are kept apart from every other's. */
@Entity('town')
export class TownRow {
  @KeyColumn('town_id') townId: string;
  @NameColumn({ name: 'name' }) name: string;
  @IdColumn({ name: 'pack_id' }) packId: string;
  @CodeColumn({ name: 'pack_version' }) packVersion: string;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
}

/** A town's move to a version of its pack: from `effectiveOn` on its new cases are under that one. */
@Entity('town_policy')
@Index('ix_town_policy', ['townId', 'status', 'effectiveOn'])
export class TownPolicyRow {
  @KeyColumn('move_id') moveId: string;
  @IdColumn({ name: 'town_id' }) townId: string;
  @IdColumn({ name: 'pack_id' }) packId: string;
  @CodeColumn({ name: 'pack_version' }) packVersion: string;
  @DayColumn({ name: 'effective_on' }) effectiveOn: string;
  @CodeColumn({ name: 'status' }) status: PolicyMoveStatus;
  @TextColumn({ name: 'reason' }) reason: string;
  @IdColumn({ name: 'proposed_by' }) proposedBy: string;
  @InstantColumn({ name: 'proposed_at' }) proposedAt: string;
  @IdColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: string | null;
  @TextColumn({ name: 'opinion', nullable: true }) opinion: string | null;
}

/** Raised by every change of units, posts, people or webhooks of a town; `*` is the district's, which all towns see. */
@Entity('directory_version')
export class DirectoryVersionRow {
  @KeyColumn('town_id') townId: string;
  @NumberColumn({ name: 'n' }) n: number;
}

/** A unit; `townId` is null for the district's. */
@Entity('unit')
@Index('ix_unit_town', ['townId', 'slug'])
export class UnitRow {
  @KeyColumn('unit_id') unitId: string;
  @IdColumn({ name: 'town_id', nullable: true }) townId: string | null;
  @NameColumn({ name: 'name' }) name: string;
  @JsonColumn({ name: 'aliases' }) aliases: string[];
  @CodeColumn({ name: 'kind' }) kind: UnitKind;
  @IdColumn({ name: 'parent_id', nullable: true }) parentId: string | null;
  @IdColumn({ name: 'slug', nullable: true }) slug: string | null;
  @NameColumn({ name: 'issuer_code', nullable: true }) issuerCode: string | null;
  @JsonColumn({ name: 'domains' }) domains: string[];
  @NameColumn({ name: 'order_basis', nullable: true }) orderBasis: string | null;
  @DayColumn({ name: 'valid_from' }) validFrom: string;
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: string | null;
  /** Who takes over once it has ended. */
  @IdColumn({ name: 'successor_id', nullable: true }) successorId: string | null;
}

/** A natural person. */
@Entity('person')
@Index('ix_person_town', ['townId'])
export class PersonRow {
  @KeyColumn('person_id') personId: string;
  @IdColumn({ name: 'town_id', nullable: true }) townId: string | null;
  @NameColumn({ name: 'name' }) name: string;
  @NameColumn({ name: 'phone', nullable: true }) phone: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
}

/** A post a person holds from one day to another. */
@Entity('post')
@Index('ix_post_person', ['personId'])
@Index('ix_post_unit', ['unitId'])
@Index('ix_post_status', ['status'])
export class PostRow {
  @KeyColumn('post_id') postId: string;
  @IdColumn({ name: 'person_id' }) personId: string;
  @CodeColumn({ name: 'role' }) role: Role;
  @IdColumn({ name: 'unit_id' }) unitId: string;
  @IdColumn({ name: 'subject_id', nullable: true }) subjectId: string | null;
  @DayColumn({ name: 'valid_from' }) validFrom: string;
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: string | null;
  @JsonColumn({ name: 'certificate', nullable: true }) certificate: Certificate | null;
  /** Only a given post gives rights; the others are kept for who looks back. */
  @CodeColumn({ name: 'status', preset: 'given' }) status: PostStatus;
  /** Who gave it; null for those of the set-up and from before this was kept. */
  @IdColumn({ name: 'appointed_by', nullable: true }) appointedBy: string | null;
  @InstantColumn({ name: 'appointed_at', nullable: true }) appointedAt: string | null;
  /** Who confirmed, declined or withdrew it; null where no second person was needed. */
  @IdColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: string | null;
}

/** What administration did, or asks to do, to somebody's account. */
@Entity('account_act')
@Index('ix_account_act_person', ['personId'])
@Index('ix_account_act_status', ['status'])
export class AccountActRow {
  @KeyColumn('act_id') actId: string;
  @IdColumn({ name: 'person_id' }) personId: string;
  @CodeColumn({ name: 'act' }) act: AccountAct;
  @CodeColumn({ name: 'status' }) status: AccountActStatus;
  /** Of the one-time password while it waits for the second person; null before and after. */
  @NameColumn({ name: 'password_hash', nullable: true }) passwordHash: string | null;
  @IdColumn({ name: 'asked_by' }) askedBy: string;
  @InstantColumn({ name: 'asked_at' }) askedAt: string;
  @IdColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: string | null;
}

/** A way to sign in. */
@Entity('account')
@Index('uq_account_username', ['username'], { unique: true })
export class AccountRow {
  @KeyColumn('person_id') personId: string;
  @IdColumn({ name: 'username' }) username: string;
  /** argon2id in its own text form. */
  @NameColumn({ name: 'password_hash' }) passwordHash: string;
  /** These two are read by processes of 0.1.0 alone, which may still run while an upgrade goes from one to the next. */
  @NumberColumn({ name: 'failed_attempts' }) failedAttempts: number;
  @InstantColumn({ name: 'locked_until', nullable: true }) lockedUntil: string | null;
  @FlagColumn({ name: 'must_change_password' }) mustChangePassword: boolean;
  @InstantColumn({ name: 'disabled_at', nullable: true }) disabledAt: string | null;
}

/** A browser's session; the cookie's value is stored as its hash. */
@Entity('session')
@Index('ix_session_person', ['personId'])
@Index('ix_session_expiry', ['expiresAt'])
export class SessionRow {
  @KeyColumn('id_hash') idHash: string;
  @IdColumn({ name: 'person_id' }) personId: string;
  @HashColumn({ name: 'csrf' }) csrf: string;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
  @InstantColumn({ name: 'last_seen_at' }) lastSeenAt: string;
  @InstantColumn({ name: 'expires_at' }) expiresAt: string;
}

/** A personal token for machines; stored as its hash. */
@Entity('token')
@Index('ix_token_person', ['personId'])
export class TokenRow {
  @KeyColumn('token_hash') tokenHash: string;
  @IdColumn({ name: 'token_id' }) tokenId: string;
  @IdColumn({ name: 'person_id' }) personId: string;
  @NameColumn({ name: 'label' }) label: string;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
  @InstantColumn({ name: 'expires_at' }) expiresAt: string;
  @InstantColumn({ name: 'revoked_at', nullable: true }) revokedAt: string | null;
  /** Words of domain/people/scopes.ts, separated by blanks; without any it opens nothing. */
  @CodeColumn({ name: 'scopes', nullable: true }) scopes: string | null;
  /** Written at most once in ten minutes. */
  @InstantColumn({ name: 'last_used_at', nullable: true }) lastUsedAt: string | null;
}

/**
 * Wrong passwords that followed one another, by the keyed hash of what they are counted by: an account and an address, an
 * account, an address. Names that are nobody's are counted like others.
 */
@Entity('sign_in_pace')
@Index('ix_sign_in_pace_account', ['accountKey'])
@Index('ix_sign_in_pace_expiry', ['expiresAt'])
export class SignInPaceRow {
  @KeyColumn('pace_key') paceKey: string;
  @HashColumn({ name: 'account_key' }) accountKey: string;
  @NumberColumn({ name: 'failures' }) failures: number;
  @InstantColumn({ name: 'last_at', nullable: true }) lastAt: string | null;
  /** Of an account and an address: until when the address is known to be good for the account. */
  @InstantColumn({ name: 'known_until', nullable: true }) knownUntil: string | null;
  /** After this the row may go. */
  @InstantColumn({ name: 'expires_at' }) expiresAt: string;
}

/** The one-time token printed at the first start. */
@Entity('setup_token')
export class SetupTokenRow {
  @KeyColumn('token_hash') tokenHash: string;
  @InstantColumn({ name: 'created_at' }) createdAt: string;
  @InstantColumn({ name: 'used_at', nullable: true }) usedAt: string | null;
}
