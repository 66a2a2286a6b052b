import { civilDateOf, type CivilDate } from '../clock/civil';
import { dueFrom, dueOnDate } from '../clock/term';
import type { Context } from '../context';
import { cancel, isMissed, isRunning, joined, meet } from '../deadlines';
import { DIRECT, PROGRESS } from '../people/authority';
import { decidersToday } from '../people/candidates';
import { refuse, signAs, grantedPosts } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Arm, Deadline, Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseCommand } from './commands';
import { evidenceIn, isRefusal } from './evidence';
import type { CaseFile, CaseStatus } from './file';
import { rule } from './gate';
import { filedBy, mayFile, whoFiles } from './on-behalf';
import { armFor } from './owing';
import { actorDid } from './parts';
import { overtaken } from './overtaken';
import { dateHasPassed, PLAN_REF } from './plan-owed';
import type { Deciders } from './proposal';
import { deciderUnit } from './proposing';
import { armStill } from './standing-still';
import { record, factsOf, stakeOf, type Recording } from './recording';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** States in which a 重大 may still owe or await its plan, be its date missed or a re-check under way (settled 5.4). */
const PLANNING: CaseStatus[] = ['notified', 'rectifying', 'awaiting-recheck', 'rechecking'];

/** A plan is finished by the printed, ordered or running date, else within the pack's longest term (settled 5.4). */
const finishRefusal = (file: CaseFile, context: Context, finishOn: CivilDate): Refusal | null => {
  const past = aheadRefusal(context, finishOn, '完成日期', '/finishOn');
  if (past) return past;
  if (!context.policy.acceptsPrintedDates) return null;
  const running = runningDate(file);
  if (running !== undefined && finishOn > running.dueOn) {
    const way =
      running.dueOn < civilDateOf(context.now) ? '期限已过：请完成整改后复查，复查不合格的由复查人提请新期限。' : '';
    const message = `完成日期不得晚于整改期限 ${running.dueOn}。${way}`;
    return refuse('validation', 'after-ordered-date', message, [], '/finishOn');
  }
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  const latest = dueFrom(context.calendar, context.now, row.term).dueOn;
  return running === undefined && finishOn > latest
    ? refuse('validation', 'after-longest-term', `完成日期最迟为 ${latest}。`, [], '/finishOn')
    : null;
};

/** The date the rectification has now, met or missed; none before service and on a 重大 without a printed date. */
const runningDate = (file: CaseFile): Deadline | undefined =>
  file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0);

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
export const filePlan = rule<Of<'file-plan'>>({
  grants: DIRECT['file-plan'],
  bySubject: true,
  from: PLANNING,
  guards: [
    mayFile,
    (file) =>
      file.grade === 'major' ? null : refuse('illegal-transition', 'no-plan-needed', '一般隐患无须报送治理方案。'),
    toldToRectify,
    (file) =>
      file.planAccepted ? refuse('illegal-transition', 'plan-accepted', '治理方案已审查通过，无须再报。') : null,
    (file) =>
      file.plan === null ? null : refuse('illegal-transition', 'plan-under-review', '治理方案正在审查。', ['DS']),
  ],
  run: (recording, command) => {
    const { context, file } = recording;
    const filer = filedBy(recording, command);
    if (isRefusal(filer)) return filer;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    const { goal, measures, funds, personInCharge, finishOn, emergencyPlan } = command;
    if (measures.length === 0) return refuse('validation', 'measures-missing', '请填写治理措施。', [], '/measures');
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
});

const filed = (file: CaseFile, context: Context): Refusal | null =>
  file.plan !== null && !file.planAccepted
    ? null
    : refuse('illegal-transition', 'plan-missing', '尚未报送治理方案。', whoFiles(file, context));

/** Who reviews a plan today: the competent department; where it has nobody, L2, then L1 (settled 2). */
const reviewers = (file: CaseFile, context: Context): Deciders => {
  const { domain } = factsOf(file, context);
  const competent: Deciders = { roles: ['DS'], ...(typeof domain === 'string' ? { domain } : {}) };
  const levels: Deciders[] = [competent, { roles: ['L2'] }, { roles: ['L1'] }];
  return levels.find((level) => decidersToday(context, level).length > 0) ?? competent;
};

/** The clock of the review of a plan. */
export const armReview = (recording: Recording): Arm[] =>
  armFor(recording, 'decision', {
    ref: PLAN_REF,
    facts: { act: 'plan' },
    addressee: deciderUnit(recording.context, reviewers(recording.file, recording.context)),
  });

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
  return overtaken(passed, [], '不能再通过；请退回，由报送人按新的完成日期重报。');
};

/**
 * An accepted plan starts S5 of a 重大 and its date governs from then on; one that is accepted later, while the case is
 * overdue or being re-checked, moves nothing. A returned one is owed again in three working days, unless its date has passed.
 */
export const decidePlan = rule<Of<'decide-plan'>>({
  grants: DIRECT['decide-plan'],
  from: PLANNING,
  guards: [
    notAReviewer,
    filed,
    (file, context) =>
      actorDid(file, context, ['file-plan'])
        ? refuse('sod-violation', 'filed-it', '报送人不得审查自己的方案。', ['DS'])
        : null,
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
});

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

/** T7: percent and what was done; resets the progress clock of a major case. */
export const reportProgress = rule<Of<'report-progress'>>({
  grants: DIRECT['report-progress'],
  bySubject: true,
  from: ['rectifying'],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    const owed = isRunning(file.deadlines, 'progress') || isMissed(file.deadlines, 'progress');
    const filer = filedBy(recording, command, grantedPosts(PROGRESS, context, stakeOf(file))[0]);
    if (isRefusal(filer)) return filer;
    const { post, ...behalf } = filer;
    record(
      recording,
      'progress-reported',
      {
        percent: command.percent,
        done: command.done,
        obstacles: command.obstacles ?? null,
        evidence,
        ...behalf,
        ...(owed ? joined(meet(file.deadlines, 'progress', context.now), { arms: armFor(recording, 'progress') }) : {}),
      },
      signAs(context, post),
    );
    return null;
  },
});
