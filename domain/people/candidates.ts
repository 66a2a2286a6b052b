import type { Deciders } from '../case/proposal';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { validOn, type Post } from './directory';

/** Posts that may decide a step today: role, unit and domain fit, and the unit reaches the town. */
export const decidersToday = (context: Pick<Context, 'directory' | 'now'>, step: Deciders): Post[] => {
  const today = civilDateOf(context.now);
  return context.directory.posts.filter((post) => {
    const unit = context.directory.units[post.unitId];
    if (unit === undefined || !validOn(post, today) || !step.roles.includes(post.role)) return false;
    if (unit.townId !== null && unit.townId !== context.directory.townId) return false;
    if (step.unitId !== undefined && post.unitId !== step.unitId) return false;
    if (step.domain === undefined || unit.townId !== null) return true;
    return unit.domains.length === 0 || unit.domains.includes(step.domain);
  });
};
