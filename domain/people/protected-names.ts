import type { Post, Unit } from './directory';

/** How a protected person is called where his name is not read. */
export const PROTECTED_NAME = '特殊保护人员';

/** A protected person, and the villages where he lives or has a place. */
export interface ProtectedPerson {
  subjectId: string;
  townId: string;
  villageIds: readonly string[];
}

const isSocialWork = ({ slug, name, aliases }: Unit): boolean =>
  slug === 'shegong' || [name, ...aliases].includes('社工办');

/** The towns in which somebody reads the name of every protected person: the office's and the 社工办's. */
export const townsOfNames = (posts: readonly Post[], units: readonly Unit[]): string[] =>
  posts.flatMap(({ role, unitId }) => {
    const unit = units.find((one) => one.unitId === unitId);
    if (unit?.townId === undefined || unit.townId === null) return [];
    return role === 'OFc' || role === 'OFd' || isSocialWork(unit) ? [unit.townId] : [];
  });

/** The villages for which somebody acts. */
export const villagesOf = (posts: readonly Post[]): string[] =>
  posts.flatMap(({ role, unitId }) => (role === 'VGg' || role === 'VGm' ? [unitId] : []));

/** Who asks for names: his posts of today with their units, and the villages for which he acts. */
export interface NameReader {
  posts: readonly Post[];
  units: readonly Unit[];
  /** With those that they have taken over (settled 3.8). */
  villageIds: readonly string[];
  /** The subjects for which he stands, with their doubles. */
  subjectIds: readonly string[];
}

/** Whether the name of a protected person is read: by the office, the 社工办 and the own village alone, and by himself (settled 6.2). */
export const readsName = (person: ProtectedPerson, { posts, units, villageIds, subjectIds }: NameReader): boolean =>
  townsOfNames(posts, units).includes(person.townId) ||
  villageIds.some((villageId) => person.villageIds.includes(villageId)) ||
  subjectIds.includes(person.subjectId);
