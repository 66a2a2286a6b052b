import { byName, type CommandsIn } from '../../slices';
import type { WithdrawProposal } from '../deciding';
import type { CaseProposalAct } from '../proposal';
import type { Decide, Propose } from '../proposals/rule';
import type { ActFields } from '../proposals';
import type { CommandRule } from '../slice';
import { acceptAssignment } from './accept-assignment';
import { addNote } from './add-note';
import { assign } from './assign';
import { cancelOrder } from './cancel-order';
import { decidePlan } from './decide-plan';
import { extendControl } from './extend-control';
import { filePlan } from './file-plan';
import { fixOnTheSpot } from './fix-on-the-spot';
import { grade } from './grade';
import { imposeControl } from './impose-control';
import { issueNotice } from './issue-notice';
import { liftControl } from './lift-control';
import { reassign } from './reassign';
import { report } from './report';
import { recordRecheck } from './record-recheck';
import { recordReportUp } from './record-report-up';
import { recordService } from './record-service';
import { recordWatchVisit } from './record-watch-visit';
import { refuseAssignment } from './refuse-assignment';
import { reportProgress } from './report-progress';
import { requestRecheck } from './request-recheck';
import { startRecheck } from './start-recheck';
import { verify } from './verify';
import { withdrawLead } from './withdraw-lead';
import { withdrawNotice } from './withdraw-notice';

/** Every command that one person gives and that takes effect at once, in the order of the buttons. */
export const DIRECT = [
  verify,
  grade,
  assign,
  reassign,
  acceptAssignment,
  refuseAssignment,
  issueNotice,
  recordService,
  withdrawNotice,
  cancelOrder,
  filePlan,
  decidePlan,
  reportProgress,
  requestRecheck,
  startRecheck,
  recordRecheck,
  fixOnTheSpot,
  imposeControl,
  liftControl,
  extendControl,
  recordWatchVisit,
  recordReportUp,
  withdrawLead,
  addNote,
] as const;

/** Every slice whose facts a case has by a person's command. */
export const COMMAND_SLICES = [report, ...DIRECT] as const;

type DirectSlice = (typeof DIRECT)[number];

/** Commands that take effect at once, by name; the others open, decide or confirm. */
export type DirectType = DirectSlice['type'];

/** Fields of proposals; which of them an act needs, its slice says. */
export type ProposalFields = ActFields;

export type { ReportCommand } from './report';

/** What a person can do on a case that exists. Checked for shape before it comes here. */
export type CaseCommand =
  | CommandsIn<DirectSlice>
  | (Omit<Propose<ProposalFields>, 'act'> & { act: CaseProposalAct })
  | Decide
  | WithdrawProposal
  | CoSign;

/** A second person answers. */
export interface CoSign {
  type: 'co-sign';
  askId: string;
  decision: 'confirm' | 'decline';
}

export type CaseCommandType = CaseCommand['type'];

/** Every such command by its name; the same table decides, draws buttons and names who can. */
export const COMMANDS: { readonly [T in DirectType]: CommandRule } = byName('type', DIRECT);

/** True for the name of such a command. */
export const isDirect = (type: string): type is DirectType => Object.hasOwn(COMMANDS, type);
