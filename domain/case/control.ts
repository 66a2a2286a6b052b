import { civilDateOf } from '../clock/civil';
import { dueFrom, dueOnDate } from '../clock/term';
import { meet } from '../deadlines';
import { DIRECT } from '../people/authority';
import { grantedPosts, isActor, refuse, signAs } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Refusal } from '../stream';
import type { CaseCommand } from './commands';
import { evidenceOf, isRefusal } from './evidence';
import type { CaseFile, CaseStatus, Control } from './file';
import { rule } from './gate';
import { armFor } from './owing';
import { isOnSubjectSide } from './parts';
import { emit, factsOf, stakeOf, type Turn } from './turn';
import type { Context } from '../context';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** Every state in which the danger may still be there. */
export const OPEN: CaseStatus[] = [
  'lead',
  'registered',
  'graded',
  'assigned',
  'notified',
  'rectifying',
  'awaiting-recheck',
  'rechecking',
  'closure-review',
];

/** Records a control and arms its expiry on its last day, which no holiday lengthens (day-count rule 2). */
export const imposeControl = (turn: Turn, body: Omit<Control, 'imposedBy'>): void => {
  const { context, file } = turn;
  const row = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  emit(turn, 'control-imposed', {
    control: { ...body, imposedBy: turn.signer },
    arms: armFor(turn, 'control-expiry', {
      instead: { due: dueOnDate(context.calendar, body.until), rule: `临时管控至 ${body.until}`, source: row.source },
    }),
  });
};

/** A control has a last day: not before today, not after the pack's longest term. */
export const untilRefusal = (file: CaseFile, context: Context, until: string): Refusal | null => {
  const today = civilDateOf(context.now);
  if (until < today) return refuse('validation', 'date-past', '管控期限不得早于今日。', [], '/until');
  const row = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  const latest = dueFrom(context.calendar, context.now, row.term).dueOn;
  return until > latest && context.policy.acceptsPrintedDates
    ? refuse('validation', 'after-longest-term', `管控期限最迟为 ${latest}。`, [], '/until')
    : null;
};

const controlOn = (file: CaseFile): Refusal | null =>
  file.controls.length > 0 ? null : refuse('illegal-transition', 'no-control', '本案没有临时管控。');

/** T5i: by law or on one's own premises, directly; everybody else proposes. */
export const imposeDirectly = rule<Of<'impose-control'>>({
  grants: DIRECT['impose-control'],
  from: OPEN,
  guards: [
    (file) =>
      file.controls.length === 0 ? null : refuse('illegal-transition', 'control-already-on', '本案已有临时管控。'),
  ],
  run: (turn, command) => {
    const refusal = untilRefusal(turn.file, turn.context, command.until);
    if (refusal) return refusal;
    const post = grantedPosts(DIRECT['impose-control'], turn.context, stakeOf(turn.file))[0];
    turn.signer = signAs(turn.context, post);
    const { scope, measures, until, guardPersonId } = command;
    imposeControl(turn, { scope, measures, until, guardPersonId });
    return null;
  },
});

/** Who imposed it lifts it, after a look at the danger; never the subject when it was imposed on it. */
const byImposer = (file: CaseFile, context: Context): Refusal | null => {
  const imposer = file.controls[0]?.imposedBy;
  if (imposer?.kind !== 'person') return null;
  if (isActor(context, imposer.personId)) return null;
  if (isOnSubjectSide(file, context)) {
    return refuse('sod-violation', 'subject-lifts', '被管控一方不得自行解除管控。', ['EFo', 'ST', 'DS', 'L2']);
  }
  const sameUnit = context.actor.posts.some((post) => post.unitId === imposer.post?.unitId);
  return sameUnit
    ? null
    : refuse(
        'forbidden',
        'not-the-imposer',
        '须由作出管控决定的单位解除或延长。',
        imposer.post ? [imposer.post.role] : [],
      );
};

export const liftControl = rule<Of<'lift-control'>>({
  grants: DIRECT['lift-control'],
  from: OPEN,
  guards: [controlOn, byImposer],
  run: (turn, command) => {
    const evidence = evidenceOf(turn.context, command.attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0)
      return refuse('validation', 'photo-missing', '请上传解除管控前的现场照片。', [], '/attachmentIds');
    emit(turn, 'control-lifted', {
      reason: command.reason,
      evidence,
      ...meet(turn.file.deadlines, 'control-expiry', turn.context.now),
    });
    return null;
  },
});

export const extendControl = rule<Of<'extend-control'>>({
  grants: DIRECT['extend-control'],
  from: OPEN,
  guards: [controlOn, byImposer],
  run: (turn, command) => {
    const { file, context } = turn;
    const refusal = untilRefusal(file, context, command.until);
    if (refusal) return refusal;
    const due = dueOnDate(context.calendar, command.until);
    const live = file.deadlines.find((deadline) => deadline.clock === 'control-expiry' && deadline.level === 0);
    emit(turn, 'control-extended', {
      until: command.until,
      reason: command.reason,
      ...(live
        ? {
            moves: [
              {
                deadlineId: live.deadlineId,
                dueAt: due.dueAt,
                dueOn: due.dueOn,
                because: { ...live.because, rule: `临时管控延至 ${command.until}` },
              },
            ],
          }
        : {}),
    });
    return null;
  },
});
