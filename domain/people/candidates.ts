import type { Deciders, Proposal } from '../case/proposal';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { validOn, type Post } from './directory';
import type { Asking } from './permit';

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

/** True when the actor made one of the proposals or may decide its current step today: either reads it (settled 3.1). */
export const proposesOrDecides = (proposals: readonly Proposal[], asking: Asking): boolean => {
  const { personId } = asking.actor;
  return proposals.some(
    ({ by, steps }) =>
      (by.kind === 'person' && by.personId === personId) ||
      steps.slice(0, 1).some((step) => decidersToday(asking, step).some((post) => post.personId === personId)),
  );
};
