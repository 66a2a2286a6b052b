import { startOfDay } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { dueFrom, dueOnDate } from '../clock/term';
import { cancel, joined, meet } from '../deadlines';
import { DIRECT } from '../people/authority';
import { isActor, refuse, signAs } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Arm, Deadline, Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseCommand } from './commands';
import { evidenceIn, isRefusal } from './evidence';
import { OPEN, type CaseFile, type Control } from './file';
import { rule } from './gate';
import { imposingPost, notCertifiedFor } from './force';
import { guardRefusal } from './guard';
import { armFor } from './owing';
import { isOnSubjectSide } from './parts';
import { record, factsOf, type Recording } from './recording';
import type { Context } from '../context';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** Records a control and arms its expiry on its last day, which no holiday lengthens (day-count rule 2). */
export const imposeControl = (recording: Recording, body: Omit<Control, 'imposedBy'>): void => {
  record(recording, 'control-imposed', {
    control: { ...body, imposedBy: recording.signer },
    arms: armUntil(recording, { ...body, imposedBy: recording.signer }, `临时管控至 ${body.until}`),
  });
};

/** Owed by the subject; until a grading says who that is, by the unit that imposed it. */
const armUntil = (
  recording: Recording,
  { scope, until, imposedBy }: Pick<Control, 'scope' | 'until' | 'imposedBy'>,
  because: string,
): Arm[] => {
  const { context, file } = recording;
  const imposer = imposedBy.kind === 'person' ? imposedBy.post?.unitId : undefined;
  const { source } = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  return armFor(recording, 'control-expiry', {
    ...(context.policy.controlScopes === undefined ? {} : { ref: scope }),
    ...(file.subjects.length > 0 || imposer === undefined ? {} : { addressee: `unit:${imposer}` as const }),
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

/** True while a control of this scope is on; under a pack without a list, while any is. */
export const isScopeTaken = ({ controls }: CaseFile, { policy }: Context, scope: string): boolean =>
  policy.controlScopes === undefined ? controls.length > 0 : controls.some((control) => control.scope === scope);

/**
 * What a control covers is on the pack's short list, and one control is on per scope (settled 1.3). Packs before 1.1.0 have no
 * list: any words, one control at a time.
 */
export const scopeRefusal = (file: CaseFile, context: Context, scope: string): Refusal | null => {
  const scopes = context.policy.controlScopes;
  if (scopes !== undefined && !scopes.some(({ id }) => id === scope)) {
    const listed = scopes.map(({ id, name }) => `${id}（${name}）`).join('、');
    return refuse('validation', 'scope-unknown', `管控范围须从下列中选择：${listed}。`, [], '/scope');
  }
  return isScopeTaken(file, context, scope)
    ? refuse('illegal-transition', 'control-already-on', '该范围已有临时管控。', [], '/scope')
    : null;
};

/** Nothing ends under a control: it is lifted first. `what` says what cannot be done. */
export const controlStillOn =
  (what: string) =>
  (file: CaseFile): Refusal | null =>
    file.controls.length === 0
      ? null
      : refuse('illegal-transition', 'control-still-on', `临时管控尚未解除，${what}。`, ['EFo', 'ST', 'DS', 'L2']);

const controlOn = (file: CaseFile): Refusal | null =>
  file.controls.length > 0 ? null : refuse('illegal-transition', 'no-control', '本案没有临时管控。');

/** T5i: by law or on one's own premises, directly; everybody else proposes. */
export const imposeDirectly = rule<Of<'impose-control'>>({
  grants: DIRECT['impose-control'],
  bySubject: true,
  from: OPEN,
  guards: [
    (file, context) => {
      const post = imposingPost(file, context);
      return isRefusal(post) ? post : null;
    },
  ],
  run: (recording, command) => {
    const { file, context } = recording;
    const refusal =
      scopeRefusal(file, context, command.scope) ??
      untilRefusal(file, context, command.until) ??
      guardRefusal(context, command.guardPersonId);
    if (refusal) return refusal;
    const post = imposingPost(file, context);
    if (isRefusal(post)) return post;
    recording.signer = signAs(context, post);
    const { scope, measures, until, guardPersonId } = command;
    imposeControl(recording, { scope, measures, until, guardPersonId });
    return null;
  },
});

/** Those who impose a control on their own premises. */
const OWN_ROLES = DIRECT['impose-control'].flatMap(({ roles, relation }) => (relation === 'own' ? roles : []));

const unitName = ({ directory }: Context, unitId: string | undefined): string =>
  (unitId === undefined ? undefined : directory.units[unitId]?.name) ?? '单位';

/**
 * Who imposed it lifts it, after a look at the danger, or a colleague; never the subject when it was imposed on it, and anybody
 * of the subject's own people when one of them did.
 */
const notItsImposer = (file: CaseFile, context: Context, { imposedBy: imposer }: Control): Refusal | null => {
  if (imposer.kind !== 'person') return null;
  if (isActor(context, imposer.personId)) return null;
  if (isOnSubjectSide(file, context)) {
    if (imposer.post !== undefined && OWN_ROLES.includes(imposer.post.role)) return null;
    return refuse('sod-violation', 'subject-lifts', '被管控一方不得自行解除管控。', ['EFo', 'ST', 'DS', 'L2']);
  }
  const sameUnit = context.actor.posts.some((post) => post.unitId === imposer.post?.unitId);
  return sameUnit
    ? null
    : refuse(
        'forbidden',
        'not-the-imposer',
        `须由作出管控决定的${unitName(context, imposer.post?.unitId)}解除或延长。`,
        imposer.post ? [imposer.post.role] : [],
      );
};

const byImposer = (file: CaseFile, context: Context): Refusal | null => {
  const refusals = file.controls.map((control) => notItsImposer(file, context, control));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
};

/** The control that a command is about: the one of the scope it names, which it may leave out where there is only one. */
const controlMeant = (file: CaseFile, context: Context, scope: string | undefined): Control | Refusal => {
  const [only, ...others] = file.controls;
  if (scope === undefined && others.length > 0)
    return refuse('validation', 'scope-missing', '本案有多项临时管控，请指明管控范围。', [], '/scope');
  const control = scope === undefined ? only : file.controls.find((control) => control.scope === scope);
  if (control === undefined) return refuse('illegal-transition', 'no-control', '该范围没有临时管控。', [], '/scope');
  return notItsImposer(file, context, control) ?? control;
};

/** The clock of one control; controls of earlier releases, one at a time, have no scope on theirs. */
const expiryOf = (file: CaseFile, { scope }: Control): Deadline[] =>
  file.deadlines.filter(({ clock, ref }) => clock === 'control-expiry' && (ref === undefined || ref === scope));

export const liftControl = rule<Of<'lift-control'>>({
  grants: DIRECT['lift-control'],
  bySubject: true,
  from: OPEN,
  guards: [controlOn, byImposer],
  run: (recording, command) => {
    const { file, context } = recording;
    const control = controlMeant(file, context, command.scope);
    if (isRefusal(control)) return control;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0)
      return refuse('validation', 'photo-missing', '请上传解除管控前的现场照片。', [], '/attachmentIds');
    record(recording, 'control-lifted', {
      scope: control.scope,
      reason: command.reason,
      evidence,
      ...meet(expiryOf(file, control), 'control-expiry', context.now),
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

/** Of the controls that the actor may prolong at all, one for which he has the certificate. */
const noneCertified = (file: CaseFile, context: Context): Refusal | null => {
  const own = file.controls.filter((control) => notItsImposer(file, context, control) === null);
  const refusals = own.map((control) => notCertifiedFor(file, context, control));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
};

/** T5i: prolonged once with reason and photo; its whole clock moves (settled 5.1, 5.6). */
export const extendControl = rule<Of<'extend-control'>>({
  grants: DIRECT['extend-control'],
  bySubject: true,
  from: OPEN,
  guards: [controlOn, byImposer, noneCertified],
  run: (recording, command) => {
    const { file, context } = recording;
    const { scope, until, reason } = command;
    const control = controlMeant(file, context, scope);
    if (isRefusal(control)) return control;
    const refusal = notCertifiedFor(file, context, control) ?? extensionRefusal(file, context, control, until);
    if (refusal) return refusal;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0)
      return refuse('validation', 'photo-missing', '请上传延长管控前的现场照片。', [], '/attachmentIds');
    record(recording, 'control-extended', {
      scope: control.scope,
      until,
      reason,
      evidence,
      ...joined(cancel(expiryOf(file, control), 'extended', 'control-expiry'), {
        arms: armUntil(recording, { ...control, until }, `临时管控延至 ${until}`),
      }),
    });
    return null;
  },
});
