import { acceptAssignment, assign, reassign, refuseAssignment } from './assignment';
import { cancelOrder } from './cancel-order';
import type { CaseCommand } from './commands';
import { extendControl, imposeDirectly, liftControl } from './control';
import type { CommandRule } from './gate';
import { grade } from './grading';
import { addNote, verify, withdrawLead } from './intake';
import { issueNotice } from './notice';
import { decidePlan, filePlan, reportProgress } from './plan';
import { fixOnTheSpot, recordRecheck, requestRecheck, startRecheck } from './recheck';
import { recordWatchVisit } from './relapse';
import { recordReportUp } from './report-up';
import { recordService } from './service';
import { withdrawNotice } from './withdraw-notice';

/** Commands that one person gives and that take effect at once; the others open, decide or confirm. */
export type Ruled = Exclude<CaseCommand['type'], 'propose' | 'decide-proposal' | 'withdraw-proposal' | 'co-sign'>;

/** Every direct command with its rule; the same table decides, draws buttons and names who can. */
export const COMMANDS: { [T in Ruled]: CommandRule<Extract<CaseCommand, { type: T }>> } = {
  verify,
  grade,
  assign,
  reassign,
  'accept-assignment': acceptAssignment,
  'refuse-assignment': refuseAssignment,
  'issue-notice': issueNotice,
  'record-service': recordService,
  'withdraw-notice': withdrawNotice,
  'cancel-order': cancelOrder,
  'file-plan': filePlan,
  'decide-plan': decidePlan,
  'report-progress': reportProgress,
  'request-recheck': requestRecheck,
  'start-recheck': startRecheck,
  'record-recheck': recordRecheck,
  'fix-on-the-spot': fixOnTheSpot,
  'impose-control': imposeDirectly,
  'lift-control': liftControl,
  'extend-control': extendControl,
  'record-watch-visit': recordWatchVisit,
  'record-report-up': recordReportUp,
  'withdraw-lead': withdrawLead,
  'add-note': addNote,
};

/** True for the name of such a command. */
export const isRuled = (type: string): type is Ruled => type in COMMANDS;
