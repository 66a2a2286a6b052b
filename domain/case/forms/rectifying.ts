import type { Context } from '../../context';
import type { FieldForm, Form, Known } from '../../form';
import { RIGHTS } from '../../people/authority';
import type { CaseFile } from '../file';
import { runningDate } from '../plan';
import { signer } from './papers';
import { seconds } from './people';

/** From the order to the watch: what the side that rectifies files, and what others find when they look again. */

/** Filed for a subject that has nobody: said once, and only by whom the rules ask it of. */
const ON_BEHALF = {
  onBehalf: { ifNeeded: true, const: true },
  signedAttachmentIds: { ifNeeded: true },
} satisfies Record<string, FieldForm>;

export const filingPlan = (file: CaseFile, { policy }: Context): Form => {
  const running = policy.acceptsPrintedDates ? runningDate(file) : undefined;
  return {
    fields: {
      goal: {},
      measures: {},
      funds: {},
      personInCharge: {},
      finishOn: running === undefined ? { filled: true } : { default: running.dueOn },
      emergencyPlan: {},
      attachmentIds: {},
      ...ON_BEHALF,
    },
  };
};

export const reportingProgress = ({ percent }: CaseFile): Form => ({
  fields: { percent: { default: percent }, done: {}, obstacles: {}, attachmentIds: {}, ...ON_BEHALF },
});

/** The photos of the report show the same spot before. */
export const requestingRecheck = (_: CaseFile, __: Context, { photosBefore, evidence }: Known): Form => ({
  fields: {
    report: {},
    beforeAttachmentIds: { among: [...photosBefore, ...evidence], open: true, default: photosBefore },
    afterAttachmentIds: { help: '整改完成后在同一位置拍摄。' },
    ...ON_BEHALF,
  },
});

const REQUEST: FieldForm = { ifNeeded: true, help: '重大隐患由主管部门以外的单位复查的，须有主管部门的书面请求。' };

export const startingRecheck = (_: CaseFile, context: Context): Form => ({
  fields: { coActorId: { among: seconds(context, RIGHTS['start-recheck']) }, requestRef: REQUEST },
});

export const recordingRecheck = (_: CaseFile, context: Context): Form => ({
  fields: {
    result: { finding: true },
    findings: {},
    attachmentIds: { help: '复查人本人在本次复查开始后拍摄的现场照片。' },
    coActorId: { among: seconds(context, RIGHTS['record-recheck']) },
    requestRef: REQUEST,
  },
});

/** A clean visit may be too early, and one that found it again never is: nobody is taken at a word that he did not give. */
export const visiting = (): Form => ({ fields: { result: { finding: true } } });

/** Before and after, and who of the subject signs. */
export const fixingOnTheSpot = (file: CaseFile): Form => ({
  fields: {
    attachmentIds: { help: '整改前、整改后各至少一张。' },
    subjectSignature: signer(file),
  },
});

export const reportingUp = (_: CaseFile, context: Context): Form => ({
  fields: { reportedTo: {}, reportedAt: { default: context.now } },
});
