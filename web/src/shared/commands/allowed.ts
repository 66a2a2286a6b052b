import type { Schemas } from '../../api/typed';
import type { CommandTarget } from './form-answer';

/** What the API says about one act of a case or an escalation. */
export type Allowed = Schemas['AllowedOnCaseAnswer'] | Schemas['AllowedOnEscalationAnswer'];

export const partsOf = (one: Allowed): Pick<CommandTarget, 'command' | 'act' | 'proposalId' | 'askId'> => ({
  command: one.command,
  act: one.act,
  proposalId: one.proposalId,
  askId: 'askId' in one ? one.askId : undefined,
});

/** What tells one act of a page from another. */
export const keyOf = (one: Allowed): string => Object.values(partsOf(one)).join('/');
