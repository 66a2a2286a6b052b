import { civilDateOf } from '../../clock/civil';
import type { Context } from '../../context';
import { validOn } from '../../people/directory';
import { rolesOf, type Grant } from '../../people/permit';
import type { Role } from '../../people/roles';

/** Who holds one of these roles today, the people of the actor's own units first; not the actor himself. */
export const holdersToday = ({ directory, actor, now }: Context, roles: readonly Role[]): string[] => {
  const today = civilDateOf(now);
  const own = actor.posts.map(({ unitId }) => unitId);
  const posts = directory.posts.filter(
    (post) => post.personId !== actor.personId && roles.includes(post.role) && validOn(post, today),
  );
  const near = posts.filter(({ unitId }) => own.includes(unitId));
  return [...new Set([...near, ...posts].map(({ personId }) => personId))];
};

/** Who could be the second person of a command with this right. */
export const seconds = (context: Context, grants: Grant[]): string[] => holdersToday(context, rolesOf(grants));

/** Units that exist today, those of the town before the district's. */
export const unitsToday = ({ directory, now }: Context): string[] => {
  const today = civilDateOf(now);
  const units = Object.values(directory.units).filter((unit) => validOn(unit, today) && unit.kind !== 'district');
  const isOfTown = ({ townId }: { townId: string | null }): boolean => townId === directory.townId;
  return [...units.filter(isOfTown), ...units.filter((unit) => unit.townId === null)].map(({ unitId }) => unitId);
};
