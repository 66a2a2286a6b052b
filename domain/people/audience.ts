import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { validOn, type Post } from './directory';
import type { Role } from './roles';
import { isOfSubject, standsForUnit } from './standing';

/** Persons who hold one of the roles today, in posts of a kind. */
const holders = (context: Context, roles: readonly Role[], where: (post: Post) => boolean): string[] => {
  const today = civilDateOf(context.now);
  return context.directory.posts
    .filter((post) => roles.includes(post.role) && validOn(post, today) && where(post))
    .map((post) => post.personId);
};

const HEADS: Role[] = ['L1', 'L2', 'LDc', 'LDd', 'RU', 'VGm', 'EFh', 'ST', 'DS', 'OFc', 'OFd', 'ENs', 'ENm', 'OW'];

/**
 * Head and clerk of the owing side (authority.md, ladders); of the town government its leaders. The people of a subject are
 * registered at a unit, often the town government, and are none of its people.
 */
export const side = (context: Context, addressee: string): string[] =>
  holders(context, HEADS, (post) => {
    const { unitId, subjectId } = post;
    return addressee.startsWith('unit:')
      ? addressee === `unit:${unitId}` && standsForUnit(post, context.directory.units[unitId])
      : isOfSubject(post) && addressee === `subject:${subjectId ?? ''}`;
  });

/** Who holds one of the roles in the town. */
export const inTown = (context: Context, roles: readonly Role[]): string[] =>
  holders(context, roles, (post) => context.directory.units[post.unitId]?.townId === context.directory.townId);

export const unique = (ids: string[]): string[] => [...new Set(ids)];

/** Told at every rung: both sides and OFc; from 督办 on, and where nobody is left who could do it, L2, from 通报 on L1 (authority.md 3, settled 1.4, 2). */
export const atRung = (context: Context, act: string, addressee: string, holder: string[], clock = ''): string[] => {
  // A decision that nobody may take goes to the next level, which is asked.
  const isNobodyLeft = act === 'nobody-home' && clock !== 'decision';
  const leaders: Role[] =
    act === 'circular' ? ['L2', 'L1'] : isNobodyLeft || act === 'supervise' || act === 'interview' ? ['L2'] : [];
  return unique([...side(context, addressee), ...holder, ...inTown(context, ['OFc', ...leaders])]);
};

/** A reminder says what the miss says; an escalation that a ladder opens is told by its own stream as well. */
export const factOfRung = (id: string, act: string, addressee: string, clock: string): string => {
  if (act === 'remind') return `missed:${id}:${clock}`;
  return ['supervise', 'interview', 'circular'].includes(act) ? `${act}:${addressee}` : `${act}:${id}:${clock}`;
};
