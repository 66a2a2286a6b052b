import { civilDateOf } from '../../clock/civil';
import type { Context } from '../../context';
import type { FieldForm, Form } from '../../form';
import { validOn } from '../../people/directory';
import { isScopeTaken } from '../control';
import type { CaseFile } from '../file';
import { notItsImposer } from '../imposed-control';

/** Interim controls: imposing, lifting, prolonging. */

/** Those around the case whom one would ask to watch over it; anybody else is searched for. */
const guards = (file: CaseFile, { directory, actor, now }: Context): string[] => {
  const today = civilDateOf(now);
  const units = [
    ...actor.posts.map(({ unitId }) => unitId),
    file.responsibleUnitId,
    file.leadUnitId,
    file.villageUnitId,
  ];
  const subjects = file.subjects.map(({ subjectId }) => subjectId);
  const posts = directory.posts.filter((post) => post.role !== 'RP' && validOn(post, today));
  const ofSubject = posts.filter(({ subjectId }) => subjectId !== null && subjects.includes(subjectId));
  const ofUnits = posts.filter(({ subjectId, unitId }) => subjectId === null && units.includes(unitId));
  return [...new Set([...ofSubject, ...ofUnits].map(({ personId }) => personId))];
};

/** Scopes of the pack that have no control yet; a pack without a list takes any words. */
export const imposing = (file: CaseFile, context: Context): Form => {
  const scopes = context.policy.controlScopes?.filter(({ id }) => !isScopeTaken(file, context, id));
  return {
    fields: {
      scope: scopes === undefined ? {} : { among: scopes.map(({ id }) => id) },
      measures: {},
      until: { filled: true },
      guardPersonId: { among: guards(file, context), open: true },
    },
  };
};

const scopeOf = (file: CaseFile, context: Context): FieldForm => {
  const own = file.controls.filter((control) => notItsImposer(file, context, control) === null);
  return { among: own.map(({ scope }) => scope) };
};

export const lifting = (file: CaseFile, context: Context): Form => ({
  fields: { scope: scopeOf(file, context), reason: {}, attachmentIds: { help: '解除前的现场照片。' } },
});

export const prolonging = (file: CaseFile, context: Context): Form => ({
  fields: {
    scope: scopeOf(file, context),
    until: { filled: true },
    reason: {},
    attachmentIds: { help: '延长前的现场照片。' },
  },
});
