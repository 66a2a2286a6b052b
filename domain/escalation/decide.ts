import type { Context } from '../context';
import { grantedPosts, refuse, signAs } from '../people/permit';
import { toldToStrangers } from '../people/who-can';
import type { Decided } from '../stream-module';
import { SYSTEM, type Refusal } from '../stream';
import { admitToEscalation } from './admit';
import { COMMANDS, isDirect, type DirectType, type EscalationCommand } from './commands';
import { decideProposal, withdrawProposal } from './deciding';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';
import { escalationGate } from './gate';
import { isEffect, recordEffect, type EscalationEffect } from './joining';
import { openEscalation, type OpenEscalation } from './open';
import { tellOnEscalation } from './sending';
import { stakeOf, type Recording } from './recording';
import { recordingOn } from './recording-on';
import type { EscalationCommandSlice } from './slice';

type DirectCommand = Extract<EscalationCommand, { type: DirectType }>;

const isDirectCommand = (command: EscalationCommand): command is DirectCommand => isDirect(command.type);

const runDirect = (recording: Recording, command: DirectCommand): Refusal | null => {
  const { context, file } = recording;
  const slice = COMMANDS[command.type] as EscalationCommandSlice<EscalationCommand>;
  const refusal = escalationGate(slice, file, context);
  if (refusal) return refusal;
  recording.signer = signAs(context, grantedPosts(slice.grants(file, context), context, stakeOf(file))[0]);
  return slice.run(recording, command);
};

const run = (recording: Recording, command: EscalationCommand): Refusal | null => {
  if (isDirectCommand(command)) return runDirect(recording, command);
  switch (command.type) {
    case 'decide-proposal':
      return decideProposal(recording, command);
    case 'withdraw-proposal':
      return withdrawProposal(recording, command);
  }
};

/** Decides a command or an effect on an escalation. */
export const decideEscalation = (
  file: EscalationFile | null,
  command: EscalationCommand | EscalationEffect | OpenEscalation,
  context: Context,
): Decided<EscalationFile, EscalationDraft> => {
  if (command.type === 'open' && file === null) {
    const opened = openEscalation(command, context);
    return 'code' in opened ? { refusal: toldToStrangers(opened, context) } : opened;
  }
  // Two rungs of one settling open the same one once; the second joins.
  if (command.type === 'open')
    return decideEscalation(file, { type: 'join', cases: command.cases, why: command.why }, context);
  if (file === null) return { refusal: refuse('not-found', 'escalation-unknown', '没有这一事项。') };
  if (isEffect(command)) {
    const recording = recordingOn(file, context, SYSTEM);
    recordEffect(recording, command);
    return { drafts: recording.drafts, file: recording.file };
  }
  const stranger = admitToEscalation(file, command, context);
  if (stranger) return { refusal: stranger };
  // In which post, each command says.
  const recording = recordingOn(file, context, signAs(context, undefined));
  const refusal = run(recording, command);
  return refusal
    ? { refusal: tellOnEscalation(file, context, command, refusal) }
    : { drafts: recording.drafts, file: recording.file };
};
