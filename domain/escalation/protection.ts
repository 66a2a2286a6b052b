import type { Context } from '../context';
import type { EscalationAct } from '../case/proposal';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import { ACTS } from './acts';
import type { Guard } from './slice';

/** True where the addressee is a protected person today: no talk, circular or exposure against such a person (settled 6.2). */
export const isProtected = (context: Context, act: EscalationAct, addressee: string): boolean =>
  ACTS[act].singlesOut === true &&
  addressee.startsWith('subject:') &&
  context.lookups.subject(addressee.slice('subject:'.length))?.protectedPerson === true;

/** The refusal of an act against a protected person, or null. */
export const protectedRefusal = (
  context: Context,
  { act, addressee }: { act: EscalationAct; addressee: string },
): Refusal | null =>
  isProtected(context, act, addressee)
    ? refuse(
        'illegal-transition',
        'protected-person',
        '对方是特殊保护人员，不得约谈、通报或曝光；请由社工办和家属联系人帮助落实整改。',
        [],
        '/addressee/subjectId',
      )
    : null;

/** The same of an escalation on this day: whoever is under protection by now is neither talked to nor criticised. */
export const notProtected: Guard = (file, context) => protectedRefusal(context, file);
