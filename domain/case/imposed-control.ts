import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import { isActor, refuse, refuseField } from '../people/permit';
import type { Deadline, Refusal } from '../stream';
import type { CaseFile, Control } from './file';
import { isOnSubjectSide } from './parts';

export const controlOn = (file: CaseFile): Refusal | null =>
  file.controls.length > 0 ? null : refuse('illegal-transition', 'no-control', '本案没有临时管控。');

/** Those who impose a control on their own premises. */
const OWN_ROLES = RIGHTS['impose-control'].flatMap(({ roles, relation }) => (relation === 'own' ? roles : []));

const unitName = ({ directory }: Context, unitId: string | undefined): string =>
  (unitId === undefined ? undefined : directory.units[unitId]?.name) ?? '单位';

/**
 * Who imposed it lifts it, after a look at the danger, or a colleague; never the subject when it was imposed on it, and anybody
 * of the subject's own people when one of them did.
 */
export const notItsImposer = (file: CaseFile, context: Context, { imposedBy: imposer }: Control): Refusal | null => {
  if (imposer.kind !== 'person') return null;
  if (isActor(context, imposer.personId)) return null;
  if (isOnSubjectSide(file, context)) {
    if (imposer.post !== undefined && OWN_ROLES.includes(imposer.post.role)) return null;
    return refuse('sod-violation', 'subject-lifts', '被管控一方不得自行解除管控。');
  }
  const sameUnit = context.actor.posts.some((post) => post.unitId === imposer.post?.unitId);
  return sameUnit
    ? null
    : refuse(
        'forbidden',
        'not-the-imposer',
        `须由作出管控决定的${unitName(context, imposer.post?.unitId)}解除或延长。`,
      );
};

export const byImposer = (file: CaseFile, context: Context): Refusal | null => {
  const refusals = file.controls.map((control) => notItsImposer(file, context, control));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
};

/** The control that a command is about: the one of the scope it names, which it may leave out where there is only one. */
export const controlMeant = (file: CaseFile, context: Context, scope: string | undefined): Control | Refusal => {
  const [only, ...others] = file.controls;
  if (scope === undefined && others.length > 0)
    return refuseField('scope-missing', '本案有多项临时管控，请指明管控范围。', '/scope');
  const control = scope === undefined ? only : file.controls.find((control) => control.scope === scope);
  if (control === undefined) return refuse('illegal-transition', 'no-control', '该范围没有临时管控。', [], '/scope');
  return notItsImposer(file, context, control) ?? control;
};

/** The clock of one control; controls of earlier releases, one at a time, have no scope on theirs. */
export const expiryOf = (file: CaseFile, { scope }: Control): Deadline[] =>
  file.deadlines.filter(({ clock, ref }) => clock === 'control-expiry' && (ref === undefined || ref === scope));
