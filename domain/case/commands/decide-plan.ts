import { civilDateOf, type CivilDate } from '../../clock/civil';
import { dueOnDate } from '../../clock/term';
import type { Context } from '../../context';
import { cancel, joined, meet } from '../../deadlines';
import { LD } from '../../people/authority';
import { grantedPosts, refuse } from '../../people/permit';
import { clockRow } from '../../policy/clocks';
import type { Refusal } from '../../stream';
import type { CaseFile } from '../file';
import { overtaken } from '../overtaken';
import { armFor } from '../owing';
import { actorDid } from '../parts';
import { PLANNING, reviewers, runningDate } from '../plan';
import { dateHasPassed, PLAN_REF } from '../plan-owed';
import { factsOf, record, stakeOf, type Recording } from '../recording';
import type { CommandSlice } from '../slice';
import { armStill } from '../standing-still';

export interface DecidePlan {
  type: 'decide-plan';
  decision: 'approve' | 'reject';
  opinion: string;
}

export interface Facts {
  'plan-accepted': { opinion: string };
  'plan-returned': { opinion: string };
}

const filed = (file: CaseFile): Refusal | null =>
  file.plan !== null && !file.planAccepted
    ? null
    : refuse('illegal-transition', 'plan-missing', '尚未报送治理方案。', { command: 'file-plan' });

const notAReviewer = (file: CaseFile, context: Context): Refusal | null => {
  const { roles } = reviewers(file, context);
  return grantedPosts([{ roles }], context, stakeOf(file)).length > 0
    ? null
    : refuse('forbidden', 'not-your-task', '您的岗位无权审查本案的治理方案。', roles);
};

/** True where the date that the rectification has stays, whatever the plan says: it is missed already, or the same or earlier. */
const dateStands = (file: CaseFile, { policy }: Context, finishOn: CivilDate): boolean => {
  const running = runningDate(file);
  return (
    running !== undefined && (!policy.acceptsPrintedDates || running.state === 'fired' || running.dueOn <= finishOn)
  );
};

/** A plan may not be accepted that would make its subject late at once, its date having passed during the review (settled 1.1). */
const dateOvertaken = (file: CaseFile, context: Context): Refusal | null => {
  const finishOn = file.plan?.finishOn;
  const starts = file.status === 'notified' || file.status === 'rectifying';
  if (finishOn === undefined || !starts || !context.policy.acceptsPrintedDates) return null;
  if (dateStands(file, context, finishOn) || finishOn >= civilDateOf(context.now)) return null;
  const passed = refuse('validation', 'date-past', `治理方案的完成日期 ${finishOn} 已过，`);
  return overtaken(passed, undefined, '不能再通过；请退回，由报送人按新的完成日期重报。');
};

/**
 * An accepted plan starts S5 of a 重大 and its date governs from then on; one that is accepted later, while the case is
 * overdue or being re-checked, moves nothing. A returned one is owed again in three working days, unless its date has passed.
 */
export const decidePlan: CommandSlice<DecidePlan, Facts> = {
  type: 'decide-plan',
  grants: [{ roles: ['DS'] }, { roles: ['L2', 'L1'] }, { roles: LD }],
  from: PLANNING,
  guards: [
    filed,
    notAReviewer,
    (file, context) =>
      actorDid(file, context, ['file-plan']) ? refuse('sod-violation', 'filed-it', '报送人不得审查自己的方案。') : null,
  ],
  run: (recording, command) => {
    const { context, file } = recording;
    if (command.decision === 'reject') {
      record(recording, 'plan-returned', {
        opinion: command.opinion,
        ...joined(
          meet(file.deadlines, 'decision', context.now, PLAN_REF),
          dateHasPassed(file, context)
            ? {}
            : armStill(recording, armFor(recording, 'plan', { facts: { act: 'returned' } })),
        ),
      });
      return null;
    }
    const late = dateOvertaken(file, context);
    if (late) return late;
    record(recording, 'plan-accepted', {
      opinion: command.opinion,
      ...joined(
        meet(file.deadlines, 'decision', context.now, PLAN_REF),
        armStill(recording, armFor(recording, 'progress')),
      ),
    });
    if (file.status === 'notified' || file.status === 'rectifying') startOnPlan(recording);
    return null;
  },
  records: {
    'plan-accepted': () => ({ planAccepted: true }),
    'plan-returned': () => ({ plan: null, planAccepted: false }),
  },
};

/** The whole family moves to the plan's date, unless the served one is missed already or the same (settled 5.1, 5.4). */
const startOnPlan = (recording: Recording): void => {
  const { context, file } = recording;
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  const finishOn = file.plan?.finishOn ?? civilDateOf(context.now);
  const printed = context.policy.acceptsPrintedDates;
  const stands = dateStands(file, context, finishOn);
  if (stands && file.status === 'rectifying') return;
  const due = {
    due: dueOnDate(context.calendar, finishOn),
    rule: `治理方案载明完成日期 ${finishOn}`,
    source: row.source,
  };
  record(recording, 'rectification-started', {
    basis: 'plan',
    term: printed ? null : row.term,
    ...(stands
      ? {}
      : {
          ...cancel(file.deadlines, 'plan-accepted', 'rectify'),
          arms: armFor(recording, 'rectify', printed ? { instead: due } : {}),
        }),
  });
};
