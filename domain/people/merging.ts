import type { CivilDate } from '../clock/civil';
import type { Context } from '../context';
import type { Refusal } from '../stream';
import type { SubjectKind } from './directory';
import { survivorOf } from './doubles';
import { refuse, refuseField } from './permit';
import { PROTECTED_NAME } from './protected-names';
import type { Role } from './roles';

/** A subject, as far as its merging is concerned. */
export interface MergedSubject {
  subjectId: string;
  name: string;
  kind: SubjectKind;
  unitId: string | null;
  creditCode: string | null;
  protectedPerson: boolean;
  /** Of whom it is a double, and what that one is called. */
  mergedInto: { id: string; name: string } | null;
}

/** A site, likewise. */
export interface MergedSite {
  siteId: string;
  /** Its last day; null while none is set. */
  to: CivilDate | null;
  mergedInto: { id: string; name: string } | null;
}

/** Why one that was merged is not to be named any more, or null. `named` is what it is called here, such as `责任主体`. */
export const mergedRefusal = (
  { mergedInto }: { mergedInto: { name: string } | null },
  named: string,
  pointer?: string,
): Refusal | null =>
  mergedInto === null ? null : refuseField('is-merged', `该${named}已并入「${mergedInto.name}」，请选用。`, pointer);

/** The same of ids that a command names: the first of them that was merged, with the pointer of its place in the list. */
export const mergedSubjectRefusal = (
  { directory, lookups }: Pick<Context, 'directory' | 'lookups'>,
  subjectIds: readonly string[],
): Refusal | null => {
  const at = subjectIds.findIndex((id) => survivorOf(directory, id) !== id);
  if (at < 0) return null;
  const into = lookups.subject(survivorOf(directory, subjectIds[at] ?? ''));
  const name = into?.protectedPerson === false ? into.name : PROTECTED_NAME;
  return mergedRefusal({ mergedInto: { name } }, '责任主体', `/subjectIds/${String(at)}`);
};

const bothMerged = (
  double: { id: string; mergedInto: { id: string; name: string } | null },
  into: { id: string; mergedInto: { id: string; name: string } | null },
  named: string,
  pointer: string,
): Refusal | null => {
  if (double.id === into.id)
    return refuse('conflict', 'merged-into-itself', `不能把${named}并入其自身，请另选一个。`, [], pointer);
  if (double.mergedInto !== null)
    return refuse('conflict', 'already-merged', `该${named}已并入「${double.mergedInto.name}」，不能再次并入。`);
  return mergedRefusal(into, named, pointer);
};

/** A natural person, of whom alone somebody is protected; whoever has a firm is spoken to as that firm. */
const isPerson = ({ kind }: MergedSubject): boolean => kind === 'individual';

/** Why one subject is no double of another, or null (decision 0019): both are to have been one all along. */
export const subjectMergeRefusal = (double: MergedSubject, into: MergedSubject): Refusal | null => {
  const at = '/intoSubjectId';
  const merged = bothMerged(
    { id: double.subjectId, mergedInto: double.mergedInto },
    { id: into.subjectId, mergedInto: into.mergedInto },
    '责任主体',
    at,
  );
  if (merged !== null) return merged;
  if ((double.kind === 'public-body') !== (into.kind === 'public-body'))
    return refuse('conflict', 'kinds-differ', '公共机构不能与其他类别的责任主体合并，请核对类别。', [], at);
  if (double.unitId !== null && into.unitId !== null && double.unitId !== into.unitId)
    return refuse('conflict', 'units-differ', '两个公共机构是不同的单位，不能合并。', [], at);
  if ((double.protectedPerson || into.protectedPerson) && !(isPerson(double) && isPerson(into)))
    return refuse('conflict', 'protected-with-firm', '特殊保护人员不能与单位或商户合并，请核对类别。', [], at);
  if (double.creditCode !== null && into.creditCode !== null && double.creditCode !== into.creditCode)
    return refuse(
      'conflict',
      'credit-codes-differ',
      '两者的统一社会信用代码不同，是两个主体，不能合并；代码有误的请先修改。',
      [],
      at,
    );
  return null;
};

/**
 * Why somebody may not merge two subjects because of who he is, or null: their posts go from the one to the other, and nobody
 * gives himself a post (settled 4.1). `isOwn` is true where he holds a post for either, begun or not, given or pending.
 */
export const ownMergeRefusal = (isOwn: boolean, roles: readonly Role[]): Refusal | null =>
  isOwn
    ? refuse(
        'sod-violation',
        'own-subject',
        '您本人在其中一个责任主体任职，合并会改变您自己的岗位，请由另一位有权的人办理。',
        [...roles],
      )
    : null;

/** Why one site is no double of another, or null. */
export const siteMergeRefusal = (double: MergedSite, into: MergedSite, today: CivilDate): Refusal | null => {
  const at = '/intoSiteId';
  const merged = bothMerged(
    { id: double.siteId, mergedInto: double.mergedInto },
    { id: into.siteId, mergedInto: into.mergedInto },
    '点位',
    at,
  );
  if (merged !== null) return merged;
  return into.to !== null && into.to < today
    ? refuse('conflict', 'site-ended', '要并入的点位已撤销，请选择现有点位。', [], at)
    : null;
};

/** The fields of a survivor that are empty and that its double has: with what they are filled. */
export const filledBy = <T extends object>(into: T, double: T, fields: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const [own, other] = [into[field], double[field]];
      const isEmpty = own === null || own === false;
      return isEmpty && other !== null && other !== false ? [[field, other]] : [];
    }),
  ) as Partial<T>;
