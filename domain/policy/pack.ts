import type { CivilDate } from '../clock/civil';
import type { LampRule } from '../clock/lamp';
import type { StepOffset, Term } from '../clock/term';
import type { Role } from '../people/roles';
import type { ClockName } from '../stream';
import type { Basis, Campaign, Duty, Return, SupervisionGrade } from './programme';
import type { Extension } from './extension';
import type { Ladder, UnitLadder } from './ladder';
import type { Sourced } from './source';
import type { SuspensionRules } from './suspension';

/** Legal domains of a hazard; separate from its grade and from the risk grade of the site. */
export type HazardDomain = 'work-safety' | 'fire' | 'construction' | 'gas' | 'traffic' | 'other';

export const GRADES = ['general', 'major'] as const;
export type Grade = (typeof GRADES)[number];

/** What a unit of a notice may be; the government of the town and that of the district are never named by one. */
export const PACK_UNIT_KINDS = [
  'office',
  'department',
  'village',
  'enforcement',
  'station',
  'company',
  'district-department',
] as const;

/** A unit that the notice names. `issuerCode` prefixes the numbers of its papers. */
export interface PackUnit extends Sourced {
  slug: string;
  name: string;
  aliases: string[];
  kind: (typeof PACK_UNIT_KINDS)[number];
  issuerCode?: string;
  domains?: HazardDomain[];
  /** True for a word that stands for several units (各村居, 物业公司): who it is follows from the place when assigning. */
  collective?: true;
  /** Legal basis of its power to order; absent where it has none. */
  orderBasis?: string;
}

/** Tags are a closed list of behaviours in domain/: nothing in a pack is a program. */
export const HAZARD_TAGS = ['fix-at-once', 'high-risk', 'e-bike', 'exit-blocked', 'major-disaster'] as const;
export type HazardTag = (typeof HAZARD_TAGS)[number];

export interface HazardType extends Sourced {
  id: string;
  name: string;
  domain: HazardDomain;
  clauseIds: string[];
  tags?: HazardTag[];
  /** A hazard that is put right at once: no new date is given for it (settled 1.3). */
  fixAtOnce?: true;
  /** A date common to all hazards of this type; past it, `issue-notice` asks for a date. */
  commonDueOn?: CivilDate;
  /** The class it belongs to, such as one of the four of C-22. */
  classId?: string;
  /** Campaigns that a case of this type belongs to from the start. */
  campaignIds?: string[];
}

/** A clause of a judgement standard or rule, valid between two dates. */
export interface Clause extends Sourced {
  id: string;
  title: string;
  text: string;
  /** True when the clause decides that a hazard is 重大. */
  major?: boolean;
  validFrom?: CivilDate;
  validTo?: CivilDate;
  /** The clause whose place it takes; the two must neither overlap nor leave a gap. */
  replaces?: string;
}

/** A named class of hazards with a target, such as 四类重大致灾隐患 (C-22). */
export interface HazardClass extends Sourced {
  id: string;
  name: string;
  target?: string;
}

/**
 * Units of an item as prose and bracket name them; where they differ both are kept, with who decided.
 * Without a `resolution` the bracket stands in `leads` and `responsible` and governs.
 */
export interface RoutingRow extends Sourced {
  id: string;
  hazardTypes?: string[];
  siteTypes?: string[];
  leads: string[];
  responsible: string[];
  prose?: { leads: string[]; responsible: string[] };
  resolution?: { decidedBy: string; on: CivilDate; reason: string };
}

/** Which cases a row is for; absent fields match all. */
export interface Match {
  grade?: Grade;
  domain?: HazardDomain;
  tag?: HazardTag;
  /** For `decision`: the proposal's act; for `plan`: `returned`, for `recheck`: `failed`, when that arms it anew. */
  act?: string;
  listed?: boolean;
}

/** A clock's term; the first row that matches wins. */
export interface ClockRow extends Sourced {
  clock: ClockName;
  match?: Match;
  term: Term;
}

/** A step before the due instant. */
export interface ReminderRow extends Sourced {
  clock: ClockName;
  offset: StepOffset;
}

/** Look-back after closing: visits are due at these terms after it, the watch ends at `term`. */
export interface WatchRow extends Sourced {
  match?: Match;
  term: Term;
  visits: Term[];
}

/** A paper type and what its number looks like. `scope` of a number is issuer code, `typeWord` and year. */
export interface PaperRow extends Sourced {
  type: string;
  title: string;
  typeWord: string;
  /** A statutory paper needs capacity, certificates and a clause; its words may say 责令. */
  statutory: boolean;
  /** Roles whose posts may issue it (authority.md 2). */
  issuers: Role[];
}

export interface Relapse extends Sourced {
  /** The share of the first duration is one half, never less than this. */
  minimum: Term;
  /** Climb the ladder from rung n − 1 in cycle n (C-51, X-55). */
  dropRungs: true;
  /** Which closed lists the relapse takes the case and its subject off. */
  removeFrom: ('case' | 'subject')[];
}

/** When the first look-back may be made at the earliest, counted from closing (settled 5.8). */
export interface WatchWindow extends Sourced {
  from: Term;
}

/** What an interim control may cover; one control per scope (settled 1.3). */
export interface ControlScope extends Sourced {
  id: string;
  name: string;
}

/** How often an owed clock reminds after its last rung (settled 2). */
export interface ReminderAfterLastRung extends Sourced {
  every: Term;
}

/** How far ahead of today a date on a paper, plan or decision may lie (settled 5.4). */
export interface LatestDateAhead extends Sourced {
  term: Term;
}

/** A yearly batch of listed hazards (D-54). */
export interface ListingBatch extends Sourced {
  id: string;
  name: string;
  every: { years: number };
  basedOn: string;
  grade: Grade;
  level: 'town' | 'district';
}

/** A versioned policy pack: values, never programs. The loader freezes it. */
export interface Pack {
  packId: string;
  version: string;
  basis: Basis;
  title: string;
  /** Word of the pack for closing: 销号, 销项 … */
  closingWord: string;
  listNames: { base: string; findings: string; closedLoop: string; closed: string };
  /** Hour at which day steps fire, `HH:MM` Shanghai time. */
  stepAt: string;
  lamp: LampRule;
  /** Slug of the coordinating office of the place. */
  office: string;
  units: PackUnit[];
  classes: HazardClass[];
  hazardTypes: HazardType[];
  clauses: Clause[];
  routing: RoutingRow[];
  clocks: ClockRow[];
  reminders: ReminderRow[];
  ladders: Ladder[];
  unitLadder: UnitLadder;
  watch: WatchRow[];
  papers: PaperRow[];
  relapse: Relapse;
  /** Slug of the unit that is told instead of a ladder where a protected person is concerned; packs before 1.1.0 have none. */
  socialWorkUnit?: string;
  watchWindow?: WatchWindow;
  controlScopes?: ControlScope[];
  reminderAfterLastRung?: ReminderAfterLastRung;
  latestDateAhead?: LatestDateAhead;
  extension?: Extension;
  suspension?: SuspensionRules;
  campaigns: Campaign[];
  duties: Duty[];
  returns: Return[];
  listings: ListingBatch[];
  supervisionGrades: SupervisionGrade[];
  /** False where durations are seconds and a printed date makes no sense (`drill`). */
  acceptsPrintedDates: boolean;
}
