import type { EscalationCommand, EscalationCommandType } from '../../../domain/escalation/commands';
import { byName } from '../../../domain/slices';
import type { CommandBody } from '../command-body';
import { decideProposal } from './decide-proposal';
import { fileInterviewReport } from './file-interview-report';
import { fileMinutes } from './file-minutes';
import { hearCompany } from './hear-company';
import { holdInterview } from './hold-interview';
import { publish } from './publish';
import { recordAbsence } from './record-absence';
import { withdrawCircular } from './withdraw-circular';
import { withdrawProposal } from './withdraw-proposal';

/** Every command on an escalation with its body, in the order of the API's document. */
const BODIES = [
  holdInterview,
  recordAbsence,
  fileMinutes,
  fileInterviewReport,
  hearCompany,
  publish,
  withdrawCircular,
  decideProposal,
  withdrawProposal,
] as const satisfies readonly CommandBody<EscalationCommand>[];

/** The same by name. */
export const escalationCommandBodies: { readonly [T in EscalationCommandType]: CommandBody<EscalationCommand> } =
  byName('type', BODIES);
