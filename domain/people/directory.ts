import type { CivilDate } from '../clock/civil';
import type { Role } from './roles';

/** What a unit is. `office` is a coordinating body (专班, 安委办): it never inspects or orders in its own name. */
export type UnitKind =
  | 'town'
  | 'office'
  | 'department'
  | 'village'
  | 'enforcement'
  | 'station'
  | 'company'
  | 'district'
  | 'district-department';

/** A unit of the tree district → town → village or enterprise, with its time of existence. */
export interface Unit {
  unitId: string;
  /** The town it belongs to; null for district units. */
  townId: string | null;
  name: string;
  aliases: string[];
  kind: UnitKind;
  parentId: string | null;
  /** The pack's short name of the unit, by which routing rows speak of it. */
  slug: string | null;
  /** Prefix of the numbers of its papers, such as `白鹤城运`. */
  issuerCode: string | null;
  /** Legal domains in which a district department or station acts; empty means all. */
  domains: string[];
  /** Legal basis on which it may issue statutory orders; null where it holds no such power. */
  orderBasis: string | null;
  from: CivilDate;
  to: CivilDate | null;
  /** Who takes over what it holds once it has ended (settled 3.8). */
  successorUnitId?: string | null;
}

/** An enforcement certificate on an officer's post. */
export interface Certificate {
  number: string;
  validFrom: CivilDate;
  validTo: CivilDate;
}

/** A post a natural person holds for a time. EN and OW posts name the subject they stand for. */
export interface Post {
  postId: string;
  personId: string;
  role: Role;
  unitId: string;
  subjectId: string | null;
  from: CivilDate;
  to: CivilDate | null;
  certificate: Certificate | null;
}

/** What kind of party answers for a site. A public body climbs the government-unit ladder. */
export type SubjectKind = 'enterprise' | 'sole-trader' | 'individual' | 'property-manager' | 'public-body';

/** A responsible subject as a case remembers it. */
export interface Subject {
  subjectId: string;
  townId: string;
  name: string;
  kind: SubjectKind;
  /** The government unit that this subject is (settled 3.5): public bodies alone have one. */
  unitId: string | null;
  /** The village where it lies, which owes nothing for it. */
  placeUnitId?: string | null;
  /** True for elderly or disabled persons: help and family contact, never exposure. */
  protectedPerson: boolean;
  /** The day on which it agreed in writing to be served electronically; absent or null where it has not (settled 5.5). */
  electronicConsent?: CivilDate | null;
  /** True where the register says whom of the family to call; absent stands for false. */
  hasFamilyContact?: boolean;
}

/** A subject that was amended or merged since it was registered, or that others were merged into, as the register has it now. */
export interface KnownSubject extends Pick<Subject, 'subjectId' | 'name' | 'kind' | 'unitId' | 'protectedPerson'> {
  placeUnitId: string | null;
  /** The subject that stands in its place: never one that is itself merged into another. */
  mergedInto: string | null;
}

/** Units and posts of one town and its district, read under the row lock. */
export interface Directory {
  townId: string;
  version: number;
  units: Record<string, Unit>;
  posts: Post[];
  /** By id; the register's other subjects are as the cases have them. */
  subjects?: Record<string, KnownSubject>;
  /** The site that stands in place of one that was merged into it, by the id of that one. */
  mergedSites?: Record<string, string>;
}

/** The person who acts: the posts valid now, and the ids under which he signed in this case (protected reporters). */
export interface Actor {
  personId: string;
  posts: Post[];
  aliases: string[];
}

/** Days from the first to the last; null for without an end. */
interface Span {
  from: CivilDate;
  to: CivilDate | null;
}

/** True when `date` lies in the validity of a post, unit or certificate. */
export const validOn = (span: Span, date: CivilDate): boolean =>
  span.from <= date && (span.to === null || date <= span.to);

/**
 * A post for as long as its unit exists: a unit that has ended acts no more, so its posts give no right (settled 3.8). Every
 * directory, viewer and roll is made of posts cut so.
 */
export const withinUnit = <T extends Span>(post: T, unit: Span | undefined): T => {
  if (unit === undefined) return post;
  const from = unit.from > post.from ? unit.from : post.from;
  const to = unit.to !== null && (post.to === null || unit.to < post.to) ? unit.to : post.to;
  return from === post.from && to === post.to ? post : { ...post, from, to };
};

/** True once the last day of a unit has passed. */
export const hasEnded = (unit: Pick<Unit, 'to'> | undefined, on: CivilDate): boolean =>
  unit !== undefined && unit.to !== null && unit.to < on;

/**
 * The unit that has taken over from one that has ended, by way of others that have ended since; null where the unit has not
 * ended, or nobody that still exists has been named.
 */
export const successorOf = (
  { units }: { units: Record<string, Pick<Unit, 'to' | 'successorUnitId'>> },
  unitId: string,
  on: CivilDate,
): string | null => {
  const seen = new Set<string>();
  let current = unitId;
  while (hasEnded(units[current], on)) {
    seen.add(current);
    const next = units[current]?.successorUnitId ?? null;
    if (next === null || seen.has(next)) return null;
    current = next;
  }
  return current === unitId || units[current] === undefined ? null : current;
};

/** Posts of a person valid on a civil date. */
export const postsOf = (directory: Directory, personId: string, on: CivilDate): Post[] =>
  directory.posts.filter((post) => post.personId === personId && validOn(post, on));

/** Those of the posts that lie in the town of this directory or in its district; without one the town does not exist for a person. */
export const postsIn = (directory: Pick<Directory, 'townId' | 'units'>, posts: Post[]): Post[] =>
  posts.filter((post) => {
    const unit = directory.units[post.unitId];
    return unit !== undefined && (unit.townId === directory.townId || unit.townId === null);
  });

/** The unit with a pack's short name in this directory, if it exists on the date. */
export const unitBySlug = (directory: Directory, slug: string, on: CivilDate): Unit | undefined =>
  Object.values(directory.units).find(
    (unit) => unit.slug === slug && unit.townId === directory.townId && validOn(unit, on),
  );

/** The town government itself, the last that stands in for its units. */
export const townUnitId = ({ townId, units }: Pick<Directory, 'townId' | 'units'>): string =>
  Object.values(units).find((unit) => unit.kind === 'town' && unit.townId === townId)?.unitId ?? townId;
