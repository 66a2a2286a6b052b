import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import type { Post } from '../people/directory';
import { actingPosts } from './acting';
import { refuse } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';

/** Who re-checks a 重大 besides the competent department, and only on its written request (authority.md 2). */
const ON_REQUEST: readonly Role[] = ['LDc', 'LDd', 'EFo', 'EFh'];

const postsFor = (file: CaseFile, context: Context): Post[] => actingPosts(RIGHTS['start-recheck'], file, context);

/** A 重大 is re-checked by the competent district department, or by LD or EF on its written request. */
export const notForMajor = (file: CaseFile, context: Context): Refusal | null =>
  file.grade !== 'major' || postsFor(file, context).some(({ role }) => role === 'DS' || ON_REQUEST.includes(role))
    ? null
    : refuse('forbidden', 'major-needs-department', '重大隐患由区级主管部门复查，或由其书面委托的单位复查。', ['DS']);

/** The same with the request: whoever is not of the department names the number of its paper. */
export const requestMissing = (
  file: CaseFile,
  context: Context,
  requestRef: string | null | undefined,
): Refusal | null =>
  file.grade !== 'major' || typeof requestRef === 'string' || postsFor(file, context).some(({ role }) => role === 'DS')
    ? null
    : refuse(
        'forbidden',
        'department-request-missing',
        '重大隐患由区级主管部门复查；其他单位复查的，须填写主管部门书面委托的文号。',
        ['DS'],
        '/requestRef',
      );

/** The post in which one re-checks a 重大: that of the department before any other. */
export const majorRechecker = (file: CaseFile, context: Context): Post | undefined => {
  const posts = postsFor(file, context);
  return posts.find(({ role }) => role === 'DS') ?? posts.find(({ role }) => ON_REQUEST.includes(role));
};
