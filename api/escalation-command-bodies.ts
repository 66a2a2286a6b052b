import type { EscalationCommand, EscalationCommandType } from '../domain/escalation/commands';
import { commandBody, instantOf, type CommandBody } from './case-command-bodies';
import { compact } from './compact';
import { DecideProposalBody, ReasonBody, WithdrawProposalBody } from './dto/case-commands';
import {
  FiledTextBody,
  HearCompanyBody,
  HoldInterviewBody,
  InterviewReportBody,
  PublishBody,
} from './dto/escalation-commands';

/** Every command on an escalation with its body. */
export const escalationCommandBodies: Record<EscalationCommandType, CommandBody<EscalationCommand>> = {
  'hold-interview': commandBody(HoldInterviewBody, ({ heldAt, hostPersonId, attendees }) => ({
    type: 'hold-interview',
    heldAt: instantOf(heldAt),
    hostPersonId,
    attendees,
  })),
  'record-absence': commandBody(ReasonBody, ({ reason }) => ({ type: 'record-absence', reason })),
  'file-minutes': commandBody(FiledTextBody, ({ text, attachmentIds = [] }) => ({
    type: 'file-minutes',
    text,
    attachmentIds,
  })),
  'file-interview-report': commandBody(InterviewReportBody, (value) => {
    const { text, attachmentIds = [], onBehalf, signedAttachmentIds } = value;
    const behalf = compact({ onBehalf, signedAttachmentIds });
    return { type: 'file-interview-report', text, attachmentIds, ...behalf };
  }),
  'hear-company': commandBody(HearCompanyBody, ({ statement, heardAt }) => ({
    type: 'hear-company',
    statement,
    heardAt: instantOf(heardAt),
  })),
  publish: commandBody(PublishBody, ({ channel }) => ({ type: 'publish', channel })),
  'withdraw-circular': commandBody(ReasonBody, ({ reason }) => ({ type: 'withdraw-circular', reason })),
  'decide-proposal': commandBody(DecideProposalBody, (value) => {
    const { proposalId, decision, opinion } = value;
    return { type: 'decide-proposal', ...compact({ proposalId, decision, opinion }) };
  }),
  'withdraw-proposal': commandBody(WithdrawProposalBody, ({ proposalId, reason }) => ({
    type: 'withdraw-proposal',
    proposalId,
    reason,
  })),
};

const isEscalationCommand = (name: string): name is EscalationCommandType =>
  Object.hasOwn(escalationCommandBodies, name);

/** The body rules of a command by its name in the path; undefined for a name that does not exist. */
export const escalationCommandBody = (name: string): CommandBody<EscalationCommand> | undefined =>
  isEscalationCommand(name) ? escalationCommandBodies[name] : undefined;
