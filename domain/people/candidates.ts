import type { Deciders } from '../case/proposal';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { validOn, type Post, type Unit } from './directory';

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

const WITHIN = (domain: string) => `#${domain}`;
const ANY_DOMAIN = WITHIN('*');

/** The keys of who may decide a step: role, unit and domain, as {@link decidersToday} asks for them. */
export const decisionKeys = ({ roles, unitId, domain }: Deciders): string[] =>
  roles.flatMap((role) => {
    const key = `decides:${role}${unitId === undefined ? '' : `@${unitId}`}`;
    return domain === undefined ? [key] : [`${key}${WITHIN(domain)}`, `${key}${ANY_DOMAIN}`];
  });

/** The keys that a post holds: its role anywhere and in its unit, in each domain of a department of the district. */
export const decisionKeysOf = ({ role, unitId }: Post, { townId, domains }: Unit): string[] => {
  const within = townId !== null || domains.length === 0 ? [ANY_DOMAIN] : domains.map(WITHIN);
  return [`decides:${role}`, `decides:${role}@${unitId}`].flatMap((key) => [key, ...within.map((one) => key + one)]);
};
