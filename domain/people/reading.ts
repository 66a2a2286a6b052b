import type { CaseFile } from '../case/file';
import type { EscalationFile } from '../escalation/file';
import { postsIn, type Directory, type Post } from './directory';
import type { Role } from './roles';

/** What a person may read in one town (authority.md 2 "Reading"); a query is this, in SQL. */
export interface ReadScope {
  townId: string;
  /** OF, LD, EF, L1, L2, AU: everything of the town. */
  all: boolean;
  /** VG, RU: cases in which their unit is lead, responsible or co-unit; ST its own and joint matters. */
  unitIds: string[];
  /** EN, OW: their own cases. */
  subjectIds: string[];
  /** DS: the town's cases in its domains; null means every domain, an empty list none. */
  domains: string[] | null;
  /** Own reports, for everyone who may report. */
  personId: string;
}

const ALL: Role[] = ['OFc', 'OFd', 'LDc', 'LDd', 'EFo', 'EFh', 'EFr', 'L1', 'L2', 'AU'];
const BY_UNIT: Role[] = ['VGg', 'VGm', 'RU', 'ST'];
const BY_SUBJECT: Role[] = ['ENs', 'ENm', 'OW'];

/** The scope of a person's posts (those valid today) in the town of this directory, or null: the town does not exist for him. */
export const readScope = (personId: string, posts: Post[], directory: Directory): ReadScope | null => {
  const here = postsIn(directory, posts);
  if (here.length === 0) return null;
  const district = here.filter((post) => post.role === 'DS').map((post) => directory.units[post.unitId]?.domains ?? []);
  const everyDomain = district.some((domains) => domains.length === 0);
  return {
    townId: directory.townId,
    all: here.some((post) => ALL.includes(post.role)),
    unitIds: here.filter((post) => BY_UNIT.includes(post.role)).map((post) => post.unitId),
    subjectIds: here.flatMap((post) =>
      BY_SUBJECT.includes(post.role) && post.subjectId !== null ? [post.subjectId] : [],
    ),
    domains: everyDomain ? null : district.flat(),
    personId,
  };
};

/** Whether one case is inside a scope; the list query says the same in SQL. */
export const canReadCase = (scope: ReadScope, file: CaseFile, aliases: string[] = []): boolean => {
  if (file.townId !== scope.townId) return false;
  if (scope.all) return true;
  const units = [file.leadUnitId, file.responsibleUnitId, ...file.coUnitIds];
  if (units.some((unitId) => unitId !== null && scope.unitIds.includes(unitId))) return true;
  if (file.subjects.some((subject) => scope.subjectIds.includes(subject.subjectId))) return true;
  if (scope.domains === null || (file.domain !== null && scope.domains.includes(file.domain))) return true;
  const mine = [scope.personId, ...aliases];
  return (
    file.parts.some((part) => part.act === 'report' && mine.includes(part.personId)) ||
    file.asks.some((ask) => mine.includes(ask.coActorId))
  );
};

/** Whether one escalation is inside a scope: the town's readers, the addressee, the hosting unit. */
export const canReadEscalation = (scope: ReadScope, file: EscalationFile): boolean =>
  file.townId === scope.townId &&
  (scope.all ||
    scope.domains === null ||
    scope.unitIds.some((unitId) => file.addressee === `unit:${unitId}` || file.hostUnitId === unitId) ||
    scope.subjectIds.some((subjectId) => file.addressee === `subject:${subjectId}`));
