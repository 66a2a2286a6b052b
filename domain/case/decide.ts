import type { Context } from '../context';
import { grantedPosts, isActor, refuse, signAs } from '../people/permit';
import type { Decided } from '../stream-module';
import { SYSTEM, type Refusal } from '../stream';
import { archiveWhenFree } from './archiving';
import type { CaseCommand, ReportCommand } from './commands';
import { atConfirming, confirmAsk, declineAsk, namedActor } from './cosign';
import { decideProposal, withdrawProposal } from './deciding';
import { COMMANDS, isRuled, type Ruled } from './direct';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { gate, ended, type CommandRule } from './gate';
import { keepInStep } from './in-step';
import { report } from './intake';
import { withdrawnMeanwhile } from './overtaken';
import { propose } from './propose';
import { admitToCase } from './sight';
import { stakeOf, turnOn, type Turn } from './turn';

const isDirect = (command: CaseCommand): command is Extract<CaseCommand, { type: Ruled }> => isRuled(command.type);

const runRuled = (turn: Turn, command: Extract<CaseCommand, { type: Ruled }>): Refusal | null => {
  const rule = COMMANDS[command.type] as unknown as CommandRule<CaseCommand>;
  const refusal = gate(rule, turn.file, turn.context);
  if (refusal) return refusal;
  turn.signer = signAs(turn.context, grantedPosts(rule.grants, turn.context, stakeOf(turn.file))[0]);
  return rule.run(turn, command);
};

const run = (turn: Turn, command: CaseCommand): Refusal | null => {
  if (isDirect(command)) return runRuled(turn, command);
  const over = ended(turn.file);
  if (over) return over;
  switch (command.type) {
    case 'propose':
      return propose(turn, command);
    case 'decide-proposal':
      return decideProposal(turn, command);
    case 'withdraw-proposal':
      return withdrawProposal(turn, command);
    case 'co-sign':
      return coSign(turn, command);
  }
};

/** The second person confirms: the first one's command is decided again, for both, with both posts as they are today. */
const coSign = (turn: Turn, command: Extract<CaseCommand, { type: 'co-sign' }>): Refusal | null => {
  const { context, file } = turn;
  const ask = file.asks.find((candidate) => candidate.askId === command.askId);
  if (ask === undefined)
    return (
      withdrawnMeanwhile(file, command.askId) ??
      refuse('illegal-transition', 'ask-not-open', '该会签不存在或已失效。', [], '/askId')
    );
  if (!isActor(context, ask.coActorId)) return refuse('forbidden', 'not-the-second', '只有被指定的会签人可以会签。');
  const second = signAs(context, context.actor.posts[0]);
  turn.signer = second;
  if (command.decision === 'decline') {
    declineAsk(turn, ask.askId);
    return null;
  }
  if (ask.by.kind !== 'person') return refuse('illegal-transition', 'ask-not-open', '该会签已失效。');
  confirmAsk(turn, ask.askId);
  const first: Context = { ...context, actor: namedActor(context, ask.by.personId) };
  const both: Turn = { ...turn, context: first, coActor: { signer: second, actor: context.actor }, signer: ask.by };
  const refusal = run(both, ask.command as unknown as CaseCommand);
  turn.file = both.file;
  return refusal && atConfirming(refusal);
};

/** Decides a command on a settled file: events, or a refusal that says why and who can. A refused command leaves no event. */
export const decideCase = (
  file: CaseFile | null,
  command: CaseCommand | ReportCommand,
  context: Context,
): Decided<CaseFile, CaseDraft> => {
  if (command.type === 'report') {
    if (file !== null) return { refusal: refuse('conflict', 'case-exists', '该隐患已存在。') };
    const reported = report(command, context);
    return 'code' in reported ? { refusal: reported } : reported;
  }
  if (file === null) return { refusal: refuse('not-found', 'case-unknown', '没有这一隐患。') };
  const stranger = admitToCase(file, command, context);
  if (stranger) return { refusal: stranger };
  const turn = turnOn(file, context, signAs(context, context.actor.posts[0]));
  const refusal = run(turn, command);
  if (refusal) return { refusal };
  turn.signer = SYSTEM;
  archiveWhenFree(turn);
  keepInStep(turn);
  return { drafts: turn.drafts, file: turn.file };
};
