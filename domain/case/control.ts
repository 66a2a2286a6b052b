import type { Instant } from '../clock/instant';
import { dueFrom, dueOnDate } from '../clock/term';
import type { Context } from '../context';
import { refuse, refuseField } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Arm, Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseFile, Control } from './file';
import { armFor } from './owing';
import { factsOf, record, type Recording } from './recording';

/** Records a control and arms its expiry on its last day, which no holiday lengthens (day-count rule 2). */
export const recordControl = (recording: Recording, body: Omit<Control, 'imposedBy'>): void => {
  record(recording, 'control-imposed', {
    control: { ...body, imposedBy: recording.signer },
    arms: armUntil(recording, { ...body, imposedBy: recording.signer }, `临时管控至 ${body.until}`),
  });
};

/** Owed by the subject; until a grading says who that is, by the unit that imposed it. */
export const armUntil = (
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

/** Refusal of a last day after the longest term that a control has from an instant. */
export const longerThanTerm = (file: CaseFile, context: Context, from: Instant, until: string): Refusal | null => {
  if (!context.policy.acceptsPrintedDates) return null;
  const row = clockRow(context.policy, 'control-expiry', factsOf(file, context));
  const latest = dueFrom(context.calendar, from, row.term).dueOn;
  return until > latest ? refuseField('after-longest-term', `管控期限最迟为 ${latest}。`, '/until') : null;
};

/** True while a control of this scope is on; under a pack without a list, while any is. */
export const isScopeTaken = ({ controls }: CaseFile, { policy }: Context, scope: string): boolean =>
  policy.controlScopes === undefined ? controls.length > 0 : controls.some((control) => control.scope === scope);

/** Refusal where every scope has its control already: no other can be asked for. */
export const everyScopeTaken = (file: CaseFile, context: Context): Refusal | null => {
  const scopes = context.policy.controlScopes?.map(({ id }) => id) ?? [''];
  return scopes.every((scope) => isScopeTaken(file, context, scope))
    ? refuse('illegal-transition', 'control-already-on', '各范围均已有临时管控。')
    : null;
};

/**
 * What a control covers is on the pack's short list, and one control is on per scope (settled 1.3). Packs before 1.1.0 have no
 * list: any words, one control at a time.
 */
export const scopeRefusal = (file: CaseFile, context: Context, scope: string): Refusal | null => {
  const scopes = context.policy.controlScopes;
  if (scopes !== undefined && !scopes.some(({ id }) => id === scope)) {
    const listed = scopes.map(({ name }) => name).join('、');
    return refuseField('scope-unknown', `管控范围须从下列中选择：${listed}。`, '/scope');
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
      : refuse('illegal-transition', 'control-still-on', `临时管控尚未解除，${what}。`, { command: 'lift-control' });
