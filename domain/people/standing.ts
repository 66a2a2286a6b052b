import type { Post, Unit } from './directory';
import type { Role } from './roles';

const BY_SUBJECT: readonly Role[] = ['ENs', 'ENm', 'OW'];
/** Administration and audit have no part in the work of their unit, an expert is asked by name, a reporter only reports. */
const OUTSIDE: readonly Role[] = ['SA', 'AU', 'EX', 'RP'];

/** True for a post of an enterprise or an owner. */
export const isOfSubject = ({ role }: Pick<Post, 'role'>): boolean => BY_SUBJECT.includes(role);

/**
 * Whether a post stands for its unit. Who stands for an enterprise or an owner does so in a company that is a unit; in a
 * village or an office the unit only says where his firm lies.
 */
export const standsForUnit = ({ role }: Pick<Post, 'role'>, unit: Pick<Unit, 'kind'> | undefined): boolean =>
  !OUTSIDE.includes(role) && (!BY_SUBJECT.includes(role) || unit?.kind === 'company');
