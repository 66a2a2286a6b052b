import { civilDateOf, type CivilDate } from '../../clock/civil';
import { dueFrom } from '../../clock/term';
import type { Context } from '../../context';
import { meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { refuse, refuseField, signAs } from '../../people/permit';
import { clockRow } from '../../policy/clocks';
import type { Refusal } from '../../stream';
import { aheadRefusal } from '../ahead';
import { evidenceIn, isRefusal } from '../evidence';
import type { CaseFile, Evidence, OnBehalf, Plan } from '../file';
import { rectifies, withPart } from '../fold-parts';
import { filedBy, mayFile, type BehalfFields } from '../on-behalf';
import { armReview, PLANNING, runningDate } from '../plan';
import { factsOf, record } from '../recording';
import type { CommandSlice } from '../slice';

export interface FilePlan extends Omit<Plan, 'filedBy'>, BehalfFields {
  type: 'file-plan';
  attachmentIds: string[];
}

export interface Facts {
  'plan-filed': { plan: Plan; evidence: Evidence[]; onBehalf?: OnBehalf };
}

/** A plan is finished by the printed, ordered or running date, else within the pack's longest term (settled 5.4). */
const finishRefusal = (file: CaseFile, context: Context, finishOn: CivilDate): Refusal | null => {
  const past = aheadRefusal(context, finishOn, '完成日期', '/finishOn');
  if (past) return past;
  if (!context.policy.acceptsPrintedDates) return null;
  const running = runningDate(file);
  if (running !== undefined && finishOn > running.dueOn) {
    const message = `完成日期不得晚于整改期限 ${running.dueOn}。`;
    return refuseField('after-ordered-date', message, '/finishOn');
  }
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  const latest = dueFrom(context.calendar, context.now, row.term).dueOn;
  return running === undefined && finishOn > latest
    ? refuseField('after-longest-term', `完成日期最迟为 ${latest}。`, '/finishOn')
    : null;
};

/** No finishing date is left once that of the rectification has passed: every one would be after it. */
const noDateLeft = (file: CaseFile, context: Context): Refusal | null => {
  const running = runningDate(file);
  if (!context.policy.acceptsPrintedDates || running === undefined || running.dueOn >= civilDateOf(context.now))
    return null;
  const words = `整改期限 ${running.dueOn} 已过，不再受理治理方案：请完成整改后复查，复查不合格的由复查人提请新期限。`;
  return refuse('illegal-transition', 'date-missed', words);
};

/** Whoever fixed it on the spot was told nothing yet: a plan is owed once the case is assigned and its paper served (T6). */
const toldToRectify = (file: CaseFile): Refusal | null =>
  file.fixedOnTheSpot
    ? refuse(
        'illegal-transition',
        'fixed-on-the-spot',
        '本案为即查即改，尚未要求整改，无须报送治理方案；复查不合格的，待交办并送达文书后报送。',
      )
    : null;

/** T6 of a 重大 case: five things in place (五落实), finished by its date. */
export const filePlan: CommandSlice<FilePlan, Facts> = {
  type: 'file-plan',
  grants: RIGHTS['file-plan'],
  bySubject: true,
  from: PLANNING,
  guards: [
    mayFile,
    (file) =>
      file.grade === 'major' ? null : refuse('illegal-transition', 'no-plan-needed', '一般隐患无须报送治理方案。'),
    toldToRectify,
    (file) =>
      file.planAccepted ? refuse('illegal-transition', 'plan-accepted', '治理方案已审查通过，无须再报。') : null,
    noDateLeft,
    (file) =>
      file.plan === null
        ? null
        : refuse('illegal-transition', 'plan-under-review', '治理方案正在审查。', { command: 'decide-plan' }),
  ],
  run: (recording, command) => {
    const { context, file } = recording;
    const filer = filedBy(recording, command);
    if (isRefusal(filer)) return filer;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    const { goal, measures, funds, personInCharge, finishOn, emergencyPlan } = command;
    if (measures.length === 0) return refuseField('measures-missing', '请填写治理措施。', '/measures');
    const late = finishRefusal(file, context, finishOn);
    if (late) return late;
    const { post, ...behalf } = filer;
    recording.signer = signAs(context, post);
    record(recording, 'plan-filed', {
      plan: { goal, measures, funds, personInCharge, finishOn, emergencyPlan, filedBy: recording.signer },
      evidence,
      ...behalf,
      ...meet(file.deadlines, 'plan', context.now),
      arms: armReview(recording),
    });
    return null;
  },
  mayLack: { 'plan-filed': { onBehalf: true } },
  records: {
    'plan-filed': (file, event) => ({
      plan: event.body.plan,
      planAccepted: false,
      parts: rectifies({ ...file, parts: withPart(file, 'file-plan', event.actor) }, event),
    }),
  },
};
