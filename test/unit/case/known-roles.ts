import { ROLES } from '../../../domain/people/roles';
import type { Refusal } from '../../../domain/stream';
import { WHO_CAN } from './who-can';

/** A refusal as it is. @throws when it sends to somebody who is no role, or to others than its reason does elsewhere. */
export const withKnownRoles = (refusal: Refusal | null): Refusal | null => {
  if (refusal === null) return null;
  const { reason, whoCan } = refusal;
  const known = WHO_CAN[reason];
  const isKnown = known === undefined || known.some((roles) => roles.join() === whoCan.join());
  if (!isKnown || !whoCan.every((role) => ROLES.includes(role))) throw new Error(`${reason} sends to ${whoCan.join()}`);
  return refusal;
};
