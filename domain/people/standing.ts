import type { Post, Unit } from './directory';
import { ROLES, type Role } from './roles';

/** Whose post is of a subject, which it has to name. */
export const BY_SUBJECT: readonly Role[] = ['ENs', 'ENm', 'OW'];
/** Administration and audit have no part in the work of their unit, an expert is asked by name, a reporter only reports. */
const OUTSIDE: readonly Role[] = ['SA', 'AU', 'EX', 'RP'];

/** Who has a part in the work, of his unit or of his subject: whoever else owes nothing and is spoken to by nobody (settled 3.1). */
export const TAKES_PART: readonly Role[] = ROLES.filter((role) => !OUTSIDE.includes(role));

/**
 * Who may be asked to decide or to sign at all: who rectifies decides nothing (roles.md 3.3, rule 2), and who has no part in
 * the work signs for nobody (settled 1.4).
 */
export const MAY_BE_ASKED: readonly Role[] = TAKES_PART.filter((role) => !BY_SUBJECT.includes(role));

/** For whom the registers of a town are tools of the work: not for who rectifies or reports. */
export const LOOKS_UP: readonly Role[] = ROLES.filter((role) => !BY_SUBJECT.includes(role) && role !== 'RP');

/** True for a post of an enterprise or an owner. */
export const isOfSubject = ({ role }: Pick<Post, 'role'>): boolean => BY_SUBJECT.includes(role);

/**
 * Whether a post stands for its unit. Who stands for an enterprise or an owner does so in a company that is a unit; in a
 * village or an office the unit only says where his firm lies.
 */
export const standsForUnit = ({ role }: Pick<Post, 'role'>, unit: Pick<Unit, 'kind'> | undefined): boolean =>
  !OUTSIDE.includes(role) && (!BY_SUBJECT.includes(role) || unit?.kind === 'company');

/**
 * Whom a post is of, for people who read it: an enterprise's is of its subject and not of the unit where the firm lies, and
 * who only reports is of nobody; null for him.
 */
export const bodyOf = ({ role, unitId, subjectId }: Pick<Post, 'role' | 'unitId' | 'subjectId'>): string | null => {
  if (role === 'RP') return null;
  return isOfSubject({ role }) ? (subjectId ?? unitId) : unitId;
};
