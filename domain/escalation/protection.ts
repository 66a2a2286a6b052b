import type { Context } from '../context';
import type { EscalationAct } from '../case/proposal';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';

/** True for acts that single somebody out: 约谈 and 通报, by ladder or hand (settled 6.2). */
const singlesOut = (act: EscalationAct): boolean => act === 'interview' || act === 'circular';

/** True where the addressee is a protected person today: no talk, circular or exposure against such a person (settled 6.2). */
export const isProtected = (context: Context, act: EscalationAct, addressee: string): boolean =>
  singlesOut(act) &&
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
        '对方是受保护人员，不得约谈、通报或曝光；请由社工办和家属联系人帮助落实整改。',
        [],
        '/addressee/subjectId',
      )
    : null;
