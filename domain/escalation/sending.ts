import type { Context } from '../context';
import type { Post } from '../people/directory';
import { ableAmong, as, holdersOf, isAboutActor, namedBy, nobodyElse, othersIn, told } from '../people/who-can';
import type { Next, Refusal } from '../stream';
import { COMMANDS, isDirect, type DirectType } from './commands';
import { mayDecide, othersToDecide } from './deciders';
import type { EscalationFile } from './file';
import { escalationGate } from './gate';
import { stakeOf } from './recording';

/** Posts of others that have the right to a direct command. */
const othersFor = (file: EscalationFile, context: Context, type: DirectType): Post[] => {
  const { byCases, grants } = COMMANDS[type];
  return (
    byCases?.others(file, context) ?? othersIn({ grants: grants(file, context), asking: context, stake: stakeOf(file) })
  );
};

/**
 * A refusal on an escalation as it is told to one actor: who can is found by asking the same question for the others who have
 * the right, as of cases (`case/sending.ts`). Who proposed it is not named.
 */
export const tellOnEscalation = (
  file: EscalationFile,
  context: Context,
  what: { type: string } | Next,
  refusal: Refusal,
): Refusal => {
  const next = refusal.meant?.next;
  const wanted = next ?? what;
  const type = 'type' in wanted ? wanted.type : wanted.command;
  if (next === undefined && !isAboutActor(refusal))
    return told(refusal, namedBy(holdersOf(refusal.whoCan, context, stakeOf(file)), context));
  const asks = (asking: Context): Refusal | null =>
    isDirect(type) ? escalationGate(COMMANDS[type], file, asking) : mayDecide(file, asking);
  if (!isDirect(type) && type !== 'decide-proposal') return told(refusal, []);
  if (next !== undefined && asks(context) === null) return told(refusal, []);
  const others = isDirect(type) ? othersFor(file, context, type) : othersToDecide(file, context);
  const able = ableAmong(others, (post) => {
    const theirs = asks(as(context, post));
    return theirs === null || !isAboutActor(theirs);
  });
  return told(refusal, namedBy(able, context), next === undefined ? nobodyElse(context) : '');
};
