import type { Post } from '../../domain/people/directory';
import type { Role } from '../../domain/people/roles';

/** A post that somebody holds for good, unless a test says otherwise. */
export const aPost = (personId: string, role: Role, unitId: string, more: Partial<Post> = {}): Post => ({
  postId: `${personId}-${role}`,
  personId,
  role,
  unitId,
  subjectId: null,
  from: '2020-01-01',
  to: null,
  certificate: null,
  ...more,
});
