import type { CaseCommand, CaseCommandType } from '../../../domain/case/commands';
import { byName } from '../../../domain/slices';
import type { CommandBody } from '../command-body';
import { acceptAssignment } from './accept-assignment';
import { addNote } from './add-note';
import { assign } from './assign';
import { cancelOrder } from './cancel-order';
import { coSign } from './co-sign';
import { decidePlan } from './decide-plan';
import { decideProposal } from './decide-proposal';
import { extendControl } from './extend-control';
import { filePlan } from './file-plan';
import { fixOnTheSpot } from './fix-on-the-spot';
import { grade } from './grade';
import { imposeControl } from './impose-control';
import { issueNotice } from './issue-notice';
import { liftControl } from './lift-control';
import { propose } from './propose';
import { reassign } from './reassign';
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
import { withdrawProposal } from './withdraw-proposal';

/** Every command on a case with its body, in the order of the API's document. */
const BODIES = [
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
  coSign,
  withdrawLead,
  addNote,
  propose,
  decideProposal,
  withdrawProposal,
] as const satisfies readonly CommandBody<CaseCommand>[];

/** The same by name. */
export const caseCommandBodies: { readonly [T in CaseCommandType]: CommandBody<CaseCommand> } = byName('type', BODIES);

const isCaseCommand = (name: string): name is CaseCommandType => Object.hasOwn(caseCommandBodies, name);

/** The body rules of a command by its name in the path; undefined for a name that does not exist. */
export const caseCommandBody = (name: string): CommandBody<CaseCommand> | undefined =>
  isCaseCommand(name) ? caseCommandBodies[name] : undefined;
