import type { Context } from '../context';
import { refuse, signAs } from '../people/permit';
import { toldToStrangers } from '../people/who-can';
import type { Decided } from '../stream-module';
import { SYSTEM, type Refusal } from '../stream';
import { actingPosts } from './acting';
import { archiveWhenFree } from './archiving';
import { COMMANDS, isDirect, type CaseCommand, type CoSign, type DirectType } from './commands';
import type { ReportCommand } from './commands/report';
import { askedPost, atConfirming, confirmAsk, declineAsk, maySign } from './cosign';
import { decideProposal, withdrawProposal } from './deciding';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { gate, ended } from './gate';
import { keepInStep } from './in-step';
import { openCase } from './open-case';
import { withdrawnMeanwhile } from './overtaken';
import { propose } from './propose';
import type { Recording } from './recording';
import { recordingOn } from './recording-on';
import { teller } from './sending';
import { namedActor } from './second';
import { admitToCase } from './sight';
import type { CommandSlice } from './slice';

type Direct = Extract<CaseCommand, { type: DirectType }>;

const takesEffectAtOnce = (command: CaseCommand): command is Direct => isDirect(command.type);

const runDirect = (recording: Recording, command: Direct): Refusal | null => {
  const slice = COMMANDS[command.type] as CommandSlice<Direct>;
  const refusal = gate(slice, recording.file, recording.context);
  if (refusal) return refusal;
  recording.signer = signAs(recording.context, actingPosts(slice.grants, recording.file, recording.context)[0]);
  return slice.run(recording, command);
};

const run = (recording: Recording, command: CaseCommand): Refusal | null => {
  if (takesEffectAtOnce(command)) return runDirect(recording, command);
  const over = ended(recording.file);
  if (over) return over;
  switch (command.type) {
    case 'propose':
      return propose(recording, command);
    case 'decide-proposal':
      return decideProposal(recording, command);
    case 'withdraw-proposal':
      return withdrawProposal(recording, command);
    case 'co-sign':
      return coSign(recording, command);
  }
};

/** The second person confirms: the first one's command is decided again, for both, with both posts as they are today. */
const coSign = (recording: Recording, command: CoSign): Refusal | null => {
  const { context, file } = recording;
  const ask = file.asks.find((candidate) => candidate.askId === command.askId);
  if (ask === undefined)
    return (
      withdrawnMeanwhile(file, command.askId) ??
      refuse('illegal-transition', 'ask-not-open', '该会签不存在或已失效。', [], '/askId')
    );
  const notHis = maySign(context, ask);
  if (notHis) return notHis;
  const second = signAs(context, askedPost(file, context, ask));
  recording.signer = second;
  if (command.decision === 'decline') {
    declineAsk(recording, ask.askId);
    return null;
  }
  if (ask.by.kind !== 'person') return refuse('illegal-transition', 'ask-not-open', '该会签已失效。');
  confirmAsk(recording, ask.askId);
  const first: Context = { ...context, actor: namedActor(context, ask.by.personId) };
  const both: Recording = {
    ...recording,
    context: first,
    coActor: { signer: second, actor: context.actor },
    signer: ask.by,
  };
  const refusal = run(both, ask.command as unknown as CaseCommand);
  recording.file = both.file;
  return refusal && atConfirming(refusal, ask);
};

/** Decides a command on a settled file: events, or a refusal that says why and who can. A refused command leaves no event. */
export const decideCase = (
  file: CaseFile | null,
  command: CaseCommand | ReportCommand,
  context: Context,
): Decided<CaseFile, CaseDraft> => {
  if (command.type === 'report') {
    if (file !== null) return { refusal: refuse('conflict', 'case-exists', '该隐患已存在。') };
    const opened = openCase(command, context);
    return 'code' in opened ? { refusal: toldToStrangers(opened, context) } : opened;
  }
  if (file === null) return { refusal: refuse('not-found', 'case-unknown', '没有这一隐患。') };
  const stranger = admitToCase(file, command, context);
  if (stranger) return { refusal: stranger };
  // In which post, each command says.
  const recording = recordingOn(file, context, signAs(context, undefined));
  const refusal = run(recording, command);
  if (refusal) return { refusal: teller(file, context)(command, refusal) };
  recording.signer = SYSTEM;
  archiveWhenFree(recording);
  keepInStep(recording);
  return { drafts: recording.drafts, file: recording.file };
};
