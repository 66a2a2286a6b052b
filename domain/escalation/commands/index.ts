import { byName, type CommandsIn } from '../../slices';
import type { DecideProposal, WithdrawProposal } from '../deciding';
import type { EscalationCommandRule } from '../slice';
import { fileInterviewReport } from './file-interview-report';
import { fileMinutes } from './file-minutes';
import { hearCompany } from './hear-company';
import { holdInterview } from './hold-interview';
import { publish } from './publish';
import { recordAbsence } from './record-absence';
import { withdrawCircular } from './withdraw-circular';

export type { EscalationEffect } from '../joining';
export type { OpenEscalation } from '../open';

/** Every command that is done at once, without a proposal, in the order of the buttons. */
export const DIRECT = [
  holdInterview,
  recordAbsence,
  fileMinutes,
  fileInterviewReport,
  hearCompany,
  publish,
  withdrawCircular,
] as const;

type DirectSlice = (typeof DIRECT)[number];

/** What is done at once, by name; the others decide or withdraw a proposal. */
export type DirectType = DirectSlice['type'];

/** What persons do on an escalation that exists. Checked for shape before it comes here. */
export type EscalationCommand = CommandsIn<DirectSlice> | DecideProposal | WithdrawProposal;

export type EscalationCommandType = EscalationCommand['type'];

/** Every such command by its name; the same table decides, draws buttons and names who can. */
export const COMMANDS: { readonly [T in DirectType]: EscalationCommandRule } = byName('type', DIRECT);

/** True for the name of such a command. */
export const isDirect = (type: string): type is DirectType => Object.hasOwn(COMMANDS, type);
