import type { Context } from '../context';
import type { RungAct } from '../stream';
import { ACTS, isEscalationAct } from './acts';
import { isTownHost } from './host';

/**
 * Whether a ladder may open or join an escalation of this act about an addressee: none about a protected person
 * (settled 6.2), no 约谈 of an individual, which is by hand only (settled 7), and none about the town government, over which
 * nobody of the town decides.
 */
export const ladderMayOpen = (context: Context, act: RungAct, addressee: string): boolean => {
  const id = addressee.slice(addressee.indexOf(':') + 1);
  if (addressee.startsWith('unit:')) return !isTownHost(context, id);
  const subject = context.lookups.subject(id);
  if (subject?.protectedPerson === true) return false;
  return subject?.kind !== 'individual' || !isEscalationAct(act) || ACTS[act].individualByHand !== true;
};
