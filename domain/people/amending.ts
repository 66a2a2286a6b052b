import type { Refusal } from '../stream';
import {
  subjectKeepingRefusal,
  subjectMoveRefusal,
  subjectRefusal,
  type Keeper,
  type SubjectPlan,
  type Villages,
} from './keeping-registers';
import { refuse } from './permit';
import type { Role } from './roles';

/** What the register says of a subject, as far as it is asked who may say so. */
export interface RegisteredSubject extends SubjectPlan {
  placeUnitId?: string | undefined;
  protectedPerson?: boolean | undefined;
}

/** Who keeps the entry of a subject. */
export interface SubjectKeeping {
  keepers: readonly Keeper[];
  villages: Villages;
  /** Whether who keeps it reads the name, or would if it were a protected person (settled 6.2). */
  readsName: boolean;
}

/** A subject before and after, as far as amending it is concerned. */
export interface Amendment {
  before: RegisteredSubject;
  after: RegisteredSubject;
  /** Open cases and escalations that name it. */
  held: number;
}

const PROTECTS: Role[] = ['OFc', 'OFd', 'VGg', 'VGm'];

/** Why somebody may not say that a person is protected, or no longer, or null: who reads the names of such says so (settled 6.2). */
export const protectionRefusal = (
  { readsName }: Pick<SubjectKeeping, 'readsName'>,
  before: boolean,
  after: boolean,
): Refusal | null =>
  before === after || readsName
    ? null
    : refuse(
        'forbidden',
        'not-your-place',
        '特殊保护人员只由专班办公室、社工办和其所在村居登记或撤销。',
        PROTECTS,
        '/protectedPerson',
      );

/** Why somebody may not say that a protected person owns or rents a place, or null: its village would read the name (settled 6.2). */
export const protectedOnSiteRefusal = (isHidden: boolean, pointer: string): Refusal | null =>
  isHidden
    ? refuse(
        'forbidden',
        'not-your-place',
        '特殊保护人员的住处和经营场所只由可以查看其姓名的人登记。',
        PROTECTS,
        pointer,
      )
    : null;

/** Why somebody may not amend this subject at all, or null: the 社工办, which has no place, keeps protected persons. */
export const keepingRefusal = (
  { keepers, villages, readsName }: SubjectKeeping,
  { protectedPerson = false }: RegisteredSubject,
): Refusal | null => {
  if (protectedPerson)
    return readsName
      ? null
      : refuse('forbidden', 'not-your-place', '特殊保护人员的登记只由可以查看其姓名的人修改。', PROTECTS);
  return subjectKeepingRefusal(keepers, villages);
};

/** Why somebody may not amend a subject so, or null. */
export const amendmentRefusal = (keeping: SubjectKeeping, { before, after, held }: Amendment): Refusal | null => {
  const { keepers, villages } = keeping;
  const [wasProtected, isProtected] = [before.protectedPerson ?? false, after.protectedPerson ?? false];
  const kept =
    keepingRefusal(keeping, before) ??
    protectionRefusal(keeping, wasProtected, isProtected) ??
    subjectMoveRefusal(keepers, villages.own, { before: before.placeUnitId, after: after.placeUnitId });
  if (kept !== null) return kept;
  const asBefore = subjectRefusal(keepers, before);
  if (asBefore !== null) return { ...asBefore, pointer: '/kind' };
  const isOther =
    (before.kind === 'public-body') !== (after.kind === 'public-body') ||
    (before.unitId ?? '') !== (after.unitId ?? '');
  if (isOther && held > 0)
    return refuse(
      'conflict',
      'still-held',
      '该责任主体名下还有未办结的隐患或督办、约谈、通报，办结前不能改为公共机构、改为其他类别或改换所属单位。',
      [],
      '/kind',
    );
  return null;
};
