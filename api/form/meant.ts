import type { Request } from 'express';
import type { Allowed } from '../../domain/case/allowed';
import type { CaseProposalAct } from '../../domain/case/proposal';
import { isCaseAct } from '../../domain/case/proposals';
import type { FormAsked } from '../../domain/form';
import type { StreamCommand } from '../../domain/stream-module';
import type { CommandBody, CommandWords } from '../commands/command-body';
import type { Dto } from '../parse';
import { DICTIONARY } from '../present/dictionary';
import { invalidField, notFound } from '../problem';

/** The buttons that are about what is asked. */
const fitting = (buttons: readonly Allowed[], { command, act, proposalId, askId }: FormAsked): Allowed[] =>
  buttons.filter(
    (button) =>
      button.command === command &&
      (act === undefined || button.act === act) &&
      (proposalId === undefined || button.proposalId === proposalId) &&
      (askId === undefined || button.askId === askId),
  );

/** The button that is meant, where there is one; of several that are open, first one that may be pressed. */
export const buttonMeant = (buttons: readonly Allowed[], asked: FormAsked): Allowed | undefined => {
  const found = fitting(buttons, asked);
  return found.find(({ allowed }) => allowed) ?? found[0];
};

/** @throws Problem 422 where a proposal is asked about without its act. */
export const requireAct = ({ command, act }: FormAsked): void => {
  if (command === 'propose' && act === undefined) throw invalidField('?act', 'required', '请用 act 指明提请事项');
};

/** @throws Problem 404 where no button is about what is asked, 422 where a proposal is asked about without its act. */
export const meant = (buttons: readonly Allowed[], asked: FormAsked): Allowed => {
  requireAct(asked);
  const found = buttonMeant(buttons, asked);
  if (found === undefined) throw notFound();
  return found;
};

/** The class of the body of a command, of a proposal by its act. @throws Problem 404 for an act that there is not. */
export const bodyFor = <C extends StreamCommand>({ body }: CommandBody<C>, act: string | undefined): Dto<object> => {
  const of = typeof body === 'function' ? body : body.classes[act ?? ''];
  if (of === undefined) throw notFound();
  return of;
};

/** The command that the address names. @throws Problem 404 where there is none. */
export const commandIn = <C extends StreamCommand>(
  bodies: Readonly<Record<string, CommandBody<C>>>,
  request: Request,
): CommandBody<C> => {
  const command = String(request.params['command']);
  const found = Object.hasOwn(bodies, command) ? bodies[command] : undefined;
  if (found === undefined) throw notFound();
  return found;
};

/** The words of a command; of a proposal what its act comes to, in place of all that can be proposed. */
export const wordsOn = (
  { words }: { words: CommandWords },
  { command, act }: Pick<Allowed, 'command' | 'act'>,
  inWords: (act: CaseProposalAct) => string,
): CommandWords =>
  command === 'propose' && act !== undefined && isCaseAct(act) ? { ...words, does: inWords(act) } : words;

/** What a button proposes or decides, with its name. */
export const actOf = ({ act }: Pick<Allowed, 'act'>): { act: string; name: string } | undefined => {
  const names: Readonly<Record<string, string>> = DICTIONARY['proposal-act'];
  return act === undefined ? undefined : { act, name: names[act] ?? act };
};
