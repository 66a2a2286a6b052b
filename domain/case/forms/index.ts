import type { Context } from '../../context';
import type { Form, FormAsked, Known } from '../../form';
import type { CaseCommandType } from '../commands';
import type { CaseFile } from '../file';
import { grading, naming, refusingAssignment, verifying } from './books';
import { imposing, lifting, prolonging } from './control';
import { cancellingOrder, issuing, serving, withdrawingNotice } from './papers';
import { deciding, proposing, signing, withdrawing } from './proposals';
import {
  filingPlan,
  fixingOnTheSpot,
  recordingRecheck,
  visiting,
  reportingProgress,
  reportingUp,
  requestingRecheck,
  startingRecheck,
} from './rectifying';

export { reporting } from './report';

type FormOf = (file: CaseFile, context: Context, known: Known, asked: FormAsked) => Form;

/** What each command offers for its fields; one that is not here asks for what its body has. */
const FORMS: { readonly [T in CaseCommandType]?: FormOf } = {
  verify: verifying,
  grade: (file, context, known) => ({ fields: grading(file, context, known) }),
  assign: naming,
  reassign: naming,
  'refuse-assignment': refusingAssignment,
  'issue-notice': issuing,
  'record-service': serving,
  'withdraw-notice': withdrawingNotice,
  'cancel-order': cancellingOrder,
  'file-plan': filingPlan,
  'report-progress': reportingProgress,
  'request-recheck': requestingRecheck,
  'start-recheck': startingRecheck,
  'record-recheck': recordingRecheck,
  'record-watch-visit': visiting,
  'fix-on-the-spot': fixingOnTheSpot,
  'impose-control': imposing,
  'lift-control': lifting,
  'extend-control': prolonging,
  'record-report-up': reportingUp,
  propose: proposing,
  'decide-proposal': deciding,
  'withdraw-proposal': (_file, _context, _known, asked) => withdrawing(asked),
  'co-sign': (_file, _context, _known, asked) => signing(asked),
};

const isListed = (command: string): command is keyof typeof FORMS => Object.hasOwn(FORMS, command);

/** The form of a command on a case, for the actor of this context. */
export const caseForm: FormOf = (file, context, known, asked) =>
  (isListed(asked.command) ? FORMS[asked.command]?.(file, context, known, asked) : undefined) ?? { fields: {} };
