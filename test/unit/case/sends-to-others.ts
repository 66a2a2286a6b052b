import type { Directory } from '../../../domain/people/directory';
import { ROLES } from '../../../domain/people/roles';
import type { Refusal } from '../../../domain/stream';

/**
 * A refusal as it is, asked of every one of a play. @throws when it sends the reader to his own post without saying that
 * another is meant, when its roles are not those of its posts, or when what is the rules' own has come out with it.
 */
export const sendsToOthers = (refusal: Refusal | null, directory: Directory, personId: string): Refusal | null => {
  if (refusal === null) return null;
  const { reason, whoCan, whoCanDo, meant } = refusal;
  const own = directory.posts.filter((post) => post.personId === personId);
  const isOwn = (role: string, unitId: string | null): boolean =>
    own.some((post) => post.role === role && (unitId === null || post.unitId === unitId));
  const toHimself = (whoCanDo ?? []).filter(({ role, unitId, another }) => !another && isOwn(role, unitId));
  if (toHimself.length > 0) throw new Error(`${reason} sends ${personId} to himself`);
  if (meant !== undefined) throw new Error(`${reason} comes out with what it means`);
  const roles = [...new Set((whoCanDo ?? []).map(({ role }) => role))];
  const isSame = whoCanDo === undefined || roles.join() === whoCan.join();
  if (!isSame || !whoCan.every((role) => ROLES.includes(role))) throw new Error(`${reason} sends to ${whoCan.join()}`);
  return refusal;
};
