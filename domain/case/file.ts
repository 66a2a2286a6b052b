import type { CivilDate } from '../clock/civil';
import type { Instant } from '../clock/instant';
import type { SubjectKind } from '../people/directory';
import type { Role } from '../people/roles';
import type { Grade, HazardDomain } from '../policy/pack';
import type { Term } from '../clock/term';
import type { ClockName, Deadline, RungAct, Signer } from '../stream';
import type { FirstDate } from './first-date';
import type { Overlay } from './overlays';
import type { Proposal } from './proposal';
import type { Suspension } from './suspension';

/** Every open state: the danger may be there, or come back (settled 1.3). */
export const OPEN = [
  'lead',
  'registered',
  'graded',
  'assigned',
  'notified',
  'rectifying',
  'awaiting-recheck',
  'rechecking',
  'closure-review',
  'watching',
] as const;

/** Open and not on the closed list: what is watched is (已销号). */
export const UNCLOSED = OPEN.filter((status) => status !== 'watching');

/** States of a case (glossary.md). Closing and the start of the watch are one decision. */
export const CASE_STATUSES = [...OPEN, 'archived', 'void'] as const;

export type CaseStatus = (typeof CASE_STATUSES)[number];

export type CaseSource =
  | 'self-check'
  | 'grid-patrol'
  | 'inspection'
  | 'third-party'
  | 'expert'
  | 'public-report'
  | 'hotline-12345'
  | 'suishenpai'
  | 'device-alarm'
  | 'superior'
  | 'volunteer';

/** Acts that count for separation of duties; `cycle` because most rules hold per cycle. */
export type PartAct =
  | 'report'
  | 'verify'
  | 'grade'
  | 'assign'
  | 'rectify'
  | 'recheck'
  | 'sign-on-the-spot'
  | 'file-plan'
  | 'close'
  | 'impose-control'
  | 'move-date';

/** Who did what in this case, on the natural person. */
export interface Part {
  act: PartAct;
  personId: string;
  unitId: string | null;
  role: Role | null;
  cycle: number;
}

export interface CaseSubject {
  subjectId: string;
  name: string;
  kind: SubjectKind;
  unitId: string | null;
  /** Missing in events of releases before 0.3.0. */
  placeUnitId?: string | null;
  protectedPerson: boolean;
}

export interface CasePaper {
  documentId: string;
  type: string;
  number: string;
  issuerUnitId: string;
  /** The unit of the officer who issued it; differs from the issuer when that is the town government. */
  byUnitId: string | null;
  statutory: boolean;
  /** The clause that it rests on; unknown in papers that were folded before. */
  clauseId?: string | null;
  /** The printed date, where the paper carries one. */
  dueOn: CivilDate | null;
  issuedAt: Instant;
  servedAt: Instant | null;
  /** Since when it binds whom it was served on: a public notice from its effect on (settled 5.5). */
  boundAt: Instant | null;
  /** `withdrawn` by its issuer before service; `void` when cancelled or its case is void (settled 6.3). */
  state: PaperState;
  /** When a confirmation as 重大 supplemented it after service (T23). */
  supplementedAt: Instant | null;
}

export const PAPER_STATES = ['issued', 'served', 'withdrawn', 'void'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

/** A photo or paper of evidence, by content. */
export interface Evidence {
  attachmentId: string;
  sha256: string;
  /** Why what another case has as evidence serves here too. */
  reuseReason?: string;
}

/** That another filed for a subject without an account, with what that one signed (settled 3.6). */
export interface OnBehalf {
  subjectId: string;
  signed: Evidence[];
}

/** The plan of a 重大 case (五落实). */
export interface Plan {
  goal: string;
  measures: { kind: 'people' | 'technical' | 'engineering' | 'management'; text: string }[];
  funds: string;
  personInCharge: string;
  finishOn: CivilDate;
  emergencyPlan: string;
  filedBy: Signer;
}

export interface Control {
  scope: string;
  measures: string;
  until: CivilDate;
  guardPersonId: string;
  imposedBy: Signer;
  /** How often it was prolonged; absent where it never was. */
  extensions?: number;
}

/** A command that waits for the second person it names. */
export interface Ask {
  askId: string;
  coActorId: string;
  by: Signer;
  /** The command as it was given, decided again for both when the second confirms. */
  command: { type: string; [field: string]: unknown };
}

/**
 * Raised by every change of what the fold makes of events: a field of the file, or a type of event. A file of another shape
 * is not used but folded again from its events; files of release 0.1.0 say none.
 */
export const CASE_SHAPE = 9;

/** One hazard with its own grade, deadline and state: what `evolve` makes of its events. */
export interface CaseFile {
  /** {@link CASE_SHAPE} of the program that folded it; missing in files of release 0.1.0. */
  shape: number;
  caseId: string;
  townId: string;
  policy: { packId: string; version: string };
  /** Equals the `seq` of the last event. */
  version: number;
  status: CaseStatus;
  cycle: number;
  title: string;
  description: string;
  source: CaseSource;
  hazardType: string;
  foundAt: Instant;
  siteId: string | null;
  place: { address: string; longitude?: number; latitude?: number } | null;
  campaignIds: string[];
  externalId: string | null;
  /** The archived case that this one brings back, if any. */
  refersTo: string | null;
  protectedSource: boolean;
  /** Subjects that the report names; a grading fixes those of the case. */
  reportedSubjectIds: string[];
  /** The units that these are. */
  reportedUnitIds: string[];
  /** The village in which it lies, by its site or its report; null where nobody knows. */
  villageUnitId: string | null;
  /** The domain of the reported type, until a grading fixes that of the case. */
  reportedDomain: HazardDomain | null;
  reportedAt: Instant;
  number: string | null;
  grade: Grade | null;
  domain: HazardDomain | null;
  clauseId: string | null;
  subjects: CaseSubject[];
  leadUnitId: string | null;
  responsibleUnitId: string | null;
  coUnitIds: string[];
  assignment: { accepted: boolean; refusals: number };
  papers: CasePaper[];
  plan: Plan | null;
  planAccepted: boolean;
  percent: number;
  controls: Control[];
  overlays: Overlay[];
  /** Live deadlines: armed, paused, or fired and still owed. The whole ledger is in the record. */
  deadlines: Deadline[];
  /** How often each `clock:cycle` was armed. */
  armings: Record<string, number>;
  proposals: Proposal[];
  asks: Ask[];
  /**
   * What the system took off the table since it could no longer be carried out: proposals and co-signatures, with the keys of
   * who was to decide or to sign (`people/reading.ts`).
   */
  overtaken: { id: string; command: string; asked: string[] }[];
  parts: Part[];
  /** Escalations this case is linked to. */
  escalations: { escalationId: string; act: RungAct; addressee: string; cycle: number }[];
  /** The first rectification, kept for the shorter one after a relapse; `term` is null for a printed date. */
  firstRectify: { from: Instant; dueOn: CivilDate; term: Term | null } | null;
  /** Rungs reached for the subject's clocks; a moved date arms only those not yet reached. */
  rungsReached: { cycle: number; clock: ClockName; act: RungAct; level: number; dueAt?: Instant }[];
  /** Absent where it never was. */
  suspension?: Suspension | null;
  extensions: number;
  /** The date that the cycle began with, once it was extended or suspended; absent where it never was. */
  extended?: FirstDate | null;
  /** The application that waits for its re-check or has passed it; null once it failed. */
  lastRequestAt: Instant | null;
  recheckPassedAt: Instant | null;
  recheckStartedBy: Signer[];
  /** Since when the re-checkers' own photos count (settled 6.1). */
  recheckStartedAt: Instant | null;
  /** The department's written request on which the running re-check of a 重大 began, where another does it. */
  recheckRequestRef: string | null;
  failedRechecks: number;
  fixedOnTheSpot: boolean;
  watch: { visits: number; done: number } | null;
  /** The day of the last look-back visit that met a row of the watch. */
  lastVisitOn: CivilDate | null;
  /** True once the watch has ended and something holds the archiving: it is archived when that ends. */
  archiveHeld: boolean;
  closedAt: Instant | null;
  closures: { cycle: number; at: Instant; by: string[] }[];
  reportUpAt: Instant | null;
}

/** True when no act and no clock can change the file any more. */
export const isEnded = (file: Pick<CaseFile, 'status'>): boolean =>
  file.status === 'archived' || file.status === 'void';
