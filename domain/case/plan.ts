import { civilDateOf } from '../clock/civil';
import { dueFrom, dueOnDate } from '../clock/term';
import { isMissed, isRunning, joined, meet } from '../deadlines';
import { DIRECT } from '../people/authority';
import { refuse, signAs, grantedPosts } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { CaseCommand } from './commands';
import { evidenceOf, isRefusal } from './evidence';
import type { CaseFile } from './file';
import { rule } from './gate';
import { holderOf, armFor } from './owing';
import { actorDid } from './parts';
import { emit, factsOf, stakeOf, type Turn } from './turn';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

const PLAN_REF = 'plan';

/** T6 of a 重大 case: five things in place (五落实), finished within the pack's longest term. */
export const filePlan = rule<Of<'file-plan'>>({
  grants: DIRECT['file-plan'],
  from: ['notified'],
  guards: [
    (file) =>
      file.grade === 'major' ? null : refuse('illegal-transition', 'no-plan-needed', '一般隐患无须报送治理方案。'),
    (file) =>
      file.plan === null
        ? null
        : refuse('illegal-transition', 'plan-under-review', '治理方案正在审查。', ['LDc', 'DS']),
  ],
  run: (turn, command) => {
    const { context, file } = turn;
    const evidence = evidenceOf(context, command.attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    const { goal, measures, funds, personInCharge, finishOn, emergencyPlan } = command;
    if (measures.length === 0) return refuse('validation', 'measures-missing', '请填写治理措施。', [], '/measures');
    const row = clockRow(context.policy, 'rectify', factsOf(file, context));
    const latest = dueFrom(context.calendar, context.now, row.term).dueOn;
    if (finishOn < civilDateOf(context.now))
      return refuse('validation', 'date-past', '完成日期不得早于今日。', [], '/finishOn');
    if (context.policy.acceptsPrintedDates && finishOn > latest) {
      return refuse('validation', 'after-longest-term', `完成日期最迟为 ${latest}。`, [], '/finishOn');
    }
    const post = grantedPosts(DIRECT['file-plan'], context, stakeOf(file))[0];
    const holder = holderOf(file, context);
    emit(turn, 'plan-filed', {
      plan: { goal, measures, funds, personInCharge, finishOn, emergencyPlan, filedBy: signAs(context, post) },
      evidence,
      ...meet(file.deadlines, 'plan', context.now),
      arms: armFor(turn, 'decision', {
        ref: PLAN_REF,
        facts: { act: 'plan' },
        ...(holder === null ? {} : { addressee: `unit:${holder}` }),
      }),
    });
    return null;
  },
});

const filed = (file: CaseFile) =>
  file.plan !== null && !file.planAccepted
    ? null
    : refuse('illegal-transition', 'plan-missing', '尚未报送治理方案。', ['ENs', 'ENm', 'OW']);

/** An accepted plan starts S5 of a major case; a returned one is owed again in three working days. */
export const decidePlan = rule<Of<'decide-plan'>>({
  grants: [{ roles: ['DS'] }],
  from: ['notified'],
  guards: [
    filed,
    (file, context) =>
      actorDid(file, context, ['file-plan'])
        ? refuse('sod-violation', 'filed-it', '报送人不得审查自己的方案。', ['DS'])
        : null,
  ],
  run: (turn, command) => {
    const { context, file } = turn;
    if (command.decision === 'reject') {
      emit(turn, 'plan-returned', {
        opinion: command.opinion,
        ...meet(file.deadlines, 'decision', context.now, PLAN_REF),
        arms: armFor(turn, 'plan', { facts: { act: 'returned' } }),
      });
      return null;
    }
    emit(turn, 'plan-accepted', {
      opinion: command.opinion,
      ...meet(file.deadlines, 'decision', context.now, PLAN_REF),
    });
    startOnPlan(turn);
    return null;
  },
});

const startOnPlan = (turn: Turn): void => {
  const { context } = turn;
  const row = clockRow(context.policy, 'rectify', factsOf(turn.file, context));
  const finishOn = turn.file.plan?.finishOn ?? civilDateOf(context.now);
  const printed = context.policy.acceptsPrintedDates;
  const started = armFor(turn, 'rectify', {
    ...(printed
      ? {
          instead: {
            due: dueOnDate(context.calendar, finishOn),
            rule: `治理方案载明完成日期 ${finishOn}`,
            source: row.source,
          },
        }
      : {}),
  });
  emit(turn, 'rectification-started', {
    basis: 'plan',
    term: printed ? null : row.term,
    arms: [...started, ...armFor(turn, 'progress')],
  });
};

/** T7: percent and what was done; resets the progress clock of a major case. */
export const reportProgress = rule<Of<'report-progress'>>({
  grants: DIRECT['report-progress'],
  from: ['rectifying'],
  run: (turn, command) => {
    const { context, file } = turn;
    const evidence = evidenceOf(context, command.attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    const owed = isRunning(file.deadlines, 'progress') || isMissed(file.deadlines, 'progress');
    const post = grantedPosts(DIRECT['report-progress'], context, stakeOf(file))[0];
    emit(
      turn,
      'progress-reported',
      {
        percent: command.percent,
        done: command.done,
        obstacles: command.obstacles ?? null,
        evidence,
        ...(owed ? joined(meet(file.deadlines, 'progress', context.now), { arms: armFor(turn, 'progress') }) : {}),
      },
      signAs(context, post),
    );
    return null;
  },
});
