import { startOfDay, type CivilDate } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { dueFrom, dueOnDate } from '../clock/term';
import { cancel, joined, meet } from '../deadlines';
import { DIRECT } from '../people/authority';
import { grantedPosts, isActor, refuse, signAs } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Arm, Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseCommand } from './commands';
import { evidenceIn, isRefusal } from './evidence';
import type { CaseFile, CaseStatus, Control } from './file';
import { rule } from './gate';
import { guardRefusal } from './guard';
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
  emit(turn, 'control-imposed', {
    control: { ...body, imposedBy: turn.signer },
    arms: armUntil(turn, body.until, `临时管控至 ${body.until}`),
  });
};

const armUntil = (turn: Turn, until: CivilDate, because: string): Arm[] => {
  const { context, file } = turn;
  const { source } = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  return armFor(turn, 'control-expiry', {
    instead: { due: dueOnDate(context.calendar, until), rule: because, source },
  });
};

/** A control has a last day: not before today, not after the pack's longest term, thirty days (settled 5.6). */
export const untilRefusal = (file: CaseFile, context: Context, until: string): Refusal | null =>
  aheadRefusal(context, until, '管控期限', '/until') ?? longerThanTerm(file, context, context.now, until);

const longerThanTerm = (file: CaseFile, context: Context, from: Instant, until: string): Refusal | null => {
  if (!context.policy.acceptsPrintedDates) return null;
  const row = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  const latest = dueFrom(context.calendar, from, row.term).dueOn;
  return until > latest ? refuse('validation', 'after-longest-term', `管控期限最迟为 ${latest}。`, [], '/until') : null;
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
    const refusal =
      untilRefusal(turn.file, turn.context, command.until) ?? guardRefusal(turn.context, command.guardPersonId);
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
    const evidence = evidenceIn(turn.context, command);
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

/** Once, by as long again at the most, to a later day (行政强制法第二十五条; settled 5.6). */
const extensionRefusal = (file: CaseFile, context: Context, control: Control, until: string): Refusal | null => {
  if ((control.extensions ?? 0) > 0)
    return refuse(
      'illegal-transition',
      'extended-already',
      `临时管控只能延长一次，已延至 ${control.until}：到期前须解除，仍有危险的由有权机关另行决定。`,
      ['EFo', 'ST', 'DS', 'L2'],
    );
  if (until <= control.until)
    return refuse('validation', 'not-later', `新的期限须晚于现在的期限 ${control.until}。`, [], '/until');
  return (
    aheadRefusal(context, until, '管控期限', '/until') ??
    longerThanTerm(file, context, startOfDay(control.until), until)
  );
};

/** T5i: prolonged once with reason and photo; its whole clock moves (settled 5.1, 5.6). */
export const extendControl = rule<Of<'extend-control'>>({
  grants: DIRECT['extend-control'],
  from: OPEN,
  guards: [controlOn, byImposer],
  run: (turn, command) => {
    const { file, context } = turn;
    const { until, reason } = command;
    const [control] = file.controls;
    const refusal = control === undefined ? controlOn(file) : extensionRefusal(file, context, control, until);
    if (refusal) return refusal;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0)
      return refuse('validation', 'photo-missing', '请上传延长管控前的现场照片。', [], '/attachmentIds');
    emit(turn, 'control-extended', {
      until,
      reason,
      evidence,
      ...joined(cancel(file.deadlines, 'extended', 'control-expiry'), {
        arms: armUntil(turn, until, `临时管控延至 ${until}`),
      }),
    });
    return null;
  },
});
