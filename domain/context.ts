import type { CaseFile, CaseSource, CaseStatus } from './case/file';
import type { Calendar } from './clock/calendar';
import type { Instant } from './clock/instant';
import type { Actor, Directory, Subject } from './people/directory';
import type { Pack } from './policy/pack';

/** A late case of one addressee, for the unit ladder. */
export interface LateCase {
  caseId: string;
  cycle: number;
  dueAt: Instant;
  major: boolean;
}

/** A case as another stream sees it now. */
export interface CaseFact {
  townId: string;
  status: CaseStatus;
  cycle: number;
  major: boolean;
}

/** What is known about an upload. */
export interface AttachmentFact {
  attachmentId: string;
  townId: string;
  sha256: string;
  uploadedBy: string;
  /** When anybody uploaded this very content for the first time: a picture that is sent on is no younger for it. */
  firstUploadedAt: Instant;
  /** True once another case names this content as evidence; absent stands for false. */
  usedElsewhere?: boolean;
  /** True once this very stream names it; absent stands for false. */
  usedHere?: boolean;
}

/** How a case stands to escalations of one act and addressee. */
export interface EscalationLookup {
  /** The escalation this case joins: the one it is linked to in this cycle, the joinable one, or a fresh id. */
  escalationId: string;
  /** True when the case is already linked to it in this cycle, so nothing is joined or opened. */
  linked: boolean;
  /** True when the escalation does not exist yet and the join opens it. */
  fresh: boolean;
  /** True where the record has yet to be asked: what follows is decided again, so nothing more need be asked for it. */
  unasked?: true;
}

/**
 * What a decision may ask of the record. The door answers from what it has read under the lock; when a question was not
 * foreseen it gives a neutral answer, notes the question, reads it and decides again (the functions are pure).
 */
export interface Lookups {
  subject(subjectId: string): Subject | undefined;
  attachment(attachmentId: string): AttachmentFact | undefined;
  /** A case of this town. */
  caseFile(caseId: string): CaseFile | undefined;
  /** The case of this town that came from this source under this id. */
  externalCase(source: CaseSource, externalId: string): CaseFile | undefined;
  escalation(act: string, addressee: string): EscalationLookup;
  /** A case as it stands now, as this decision leaves it where it is part of that; undefined for one that does not exist. */
  caseNow(caseId: string): CaseFact | undefined;
  /** How many cases of an addressee are late since an instant, this one not included; not counted beyond `most`. */
  lateCount(addressee: string, since: Instant, most: number): number;
  /** Which they are. To an escalation of the addressee those may be left out that it has or that wait to join it. */
  lateCases(addressee: string, since: Instant): LateCase[];
  /** Interviews of an addressee opened by the unit ladder since an instant. */
  unitInterviews(addressee: string, since: Instant): number;
  /** Every escalation that is linked to this case in its current cycle. */
  linkedEscalations(): string[];
  /** Approved interviews that still run and name this case; archiving waits for them. */
  openInterviews(): number;
  /** The next number of a scope, from 1 on: each asking takes one. What is refused gives its numbers back. */
  nextNumber(scope: string): number;
}

/** Everything a decision depends on besides the file and the command. */
export interface Context {
  streamId: string;
  policy: Pack;
  calendar: Calendar;
  directory: Directory;
  now: Instant;
  actor: Actor;
  lookups: Lookups;
}
