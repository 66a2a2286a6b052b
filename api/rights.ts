import { MAY_ESCALATE, MAY_REPORT } from '../domain/people/authority';
import type { Post } from '../domain/people/directory';
import { rolesOf } from '../domain/people/permit';
import { READS_ESCALATIONS } from '../domain/people/reading';
import type { Role } from '../domain/people/roles';
import { LOOKS_UP, MAY_BE_ASKED, TAKES_PART } from '../domain/people/standing';
import { forbidden } from './problem';

/*
 * Who may change what lies beside the cases (roles.md 3.2, last rows), as data. Acts on cases and escalations are guarded
 * in domain/ alone: the last five only say whose work it ever is, so that nobody is shown what he can never use.
 */
const RIGHTS = {
  'manage-towns': ['SA'],
  'manage-people': ['SA', 'OFd'],
  'confirm-posts': ['SA', 'L1', 'OFd'],
  'manage-units': ['SA', 'OFd'],
  'manage-webhooks': ['SA'],
  'read-audit': ['AU', 'SA'],
  // A town's move to a version of its pack: SA only brings the files (roles.md 3.2).
  'propose-policy': ['OFc', 'OFd'],
  'decide-policy': ['L2'],
  'keep-registers': ['OFc', 'OFd', 'LDc', 'LDd', 'RU', 'VGg', 'VGm', 'EFo', 'EFh', 'ST', 'DS', 'SA'],
  // Doubles are made one over the whole town and everybody's cases: the office's, which decides a merging of cases too.
  'merge-registers': ['OFc', 'OFd'],
  // Who may report may bring the photo along.
  upload: rolesOf(MAY_REPORT),
  owe: TAKES_PART,
  decide: MAY_BE_ASKED,
  escalate: rolesOf(MAY_ESCALATE),
  'see-escalations': READS_ESCALATIONS,
  'look-up': LOOKS_UP,
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export const ALL_RIGHTS: readonly Right[] = [
  'manage-towns',
  'manage-people',
  'confirm-posts',
  'manage-units',
  'manage-webhooks',
  'read-audit',
  'propose-policy',
  'decide-policy',
  'keep-registers',
  'merge-registers',
  'upload',
  'owe',
  'decide',
  'escalate',
  'see-escalations',
  'look-up',
];

/** Roles that hold a right. */
export const rolesWith = (right: Right): readonly Role[] => RIGHTS[right];

/** Those of the posts that hold a right. */
export const postsWith = (posts: readonly Post[], right: Right): Post[] =>
  posts.filter((post) => rolesWith(right).includes(post.role));

export const holdsRight = (posts: readonly Post[], right: Right): boolean => postsWith(posts, right).length > 0;

/** Rights of a person, for `GET /api/v1/me`. */
export const rightsOf = (posts: readonly Post[]): Right[] => ALL_RIGHTS.filter((right) => holdsRight(posts, right));

/** 403 with who can, unless one of the posts holds the right. */
export const requireRight = (posts: readonly Post[], right: Right): void => {
  if (!holdsRight(posts, right)) throw forbidden('not-your-task', '您的岗位无权办理此操作。', [...rolesWith(right)]);
};
