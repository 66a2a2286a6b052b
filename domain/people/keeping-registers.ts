import { civilDateOf } from '../clock/civil';
import type { Instant } from '../clock/instant';
import type { Refusal } from '../stream';
import type { Post } from './directory';
import { refuse, refuseField } from './permit';
import type { Role } from './roles';

/** Posts by which somebody keeps the registers of a town. */
export type Keeper = Pick<Post, 'role' | 'unitId'>;

/** Who may say that a subject is a government unit: that unit's RU and VGm would then act for the subject (settled 3.5). */
const NAMES_PUBLIC_BODIES: readonly Role[] = ['OFc', 'OFd', 'SA'];

/** Villages keep the places that lie in them (roles.md 3.1: 网格). */
const OF_VILLAGE: readonly Role[] = ['VGg', 'VGm'];

/** Roles that keep places of the whole town; for who may not. */
const OF_TOWN: Role[] = ['OFc', 'OFd', 'LDc', 'LDd', 'EFo', 'EFh', 'ST', 'DS', 'SA'];

/** What a subject is to be. */
export interface SubjectPlan {
  kind: string;
  unitId?: string | undefined;
}

/** Why these posts may not make such a subject, or null. */
export const subjectRefusal = (keepers: readonly Keeper[], { kind, unitId }: SubjectPlan): Refusal | null => {
  const isUnit = unitId !== undefined || kind === 'public-body';
  if (!isUnit || keepers.some(({ role }) => NAMES_PUBLIC_BODIES.includes(role))) return null;
  return refuse(
    'forbidden',
    'not-your-task',
    '您的岗位无权把政府单位登记为责任主体（公共机构）。',
    [...NAMES_PUBLIC_BODIES],
    unitId === undefined ? '/kind' : '/unitId',
  );
};

/** Villages for which somebody acts, with those that they have taken over (settled 3.8), and where a subject lies. */
export interface Villages {
  own: readonly string[];
  /** The village that the register gives it, and else those of its places. */
  ofSubject: readonly string[];
}

/** Why these posts may not keep the entry of a subject, or null: a village keeps those who lie in it. */
export const subjectKeepingRefusal = (keepers: readonly Keeper[], { own, ofSubject }: Villages): Refusal | null => {
  const isOfOwn = own.some((villageId) => ofSubject.includes(villageId));
  if (keepers.some(({ role }) => (OF_VILLAGE.includes(role) ? isOfOwn : OF_TOWN.includes(role)))) return null;
  return keepers.some(({ role }) => OF_VILLAGE.includes(role))
    ? refuse('forbidden', 'not-your-place', '该责任主体不在您所在的村居，您无权修改其登记。', OF_TOWN)
    : refuse('forbidden', 'not-your-task', '您的岗位可以登记责任主体，不能修改已有的登记。修改', [
        ...OF_TOWN,
        ...OF_VILLAGE,
      ]);
};

/** Why these posts may not register a new subject as lying there, or null: a village registers its own, as it does sites. */
export const subjectPlaceRefusal = (
  keepers: readonly Keeper[],
  own: readonly string[],
  placeUnitId: string | undefined,
): Refusal | null =>
  placeUnitId === undefined || own.includes(placeUnitId) || keepers.some(({ role }) => !OF_VILLAGE.includes(role))
    ? null
    : refuse(
        'forbidden',
        'not-your-place',
        '所在村居须是您所在的村居：村居只登记本村居的责任主体。其他责任主体',
        [...OF_TOWN, 'RU'],
        '/placeUnitId',
      );

/**
 * Why these posts may not say that a subject that is there lies elsewhere from now on, or null. Where it lies decides which village reads its
 * cases and files for it (settled 3.6): a village says so of its own where nobody has said it yet, and moves nobody.
 */
export const subjectMoveRefusal = (
  keepers: readonly Keeper[],
  own: readonly string[],
  { before, after }: { before: string | undefined; after: string | undefined },
): Refusal | null => {
  const isWithin = (before === undefined || own.includes(before)) && after !== undefined && own.includes(after);
  if (before === after || isWithin || keepers.some(({ role }) => OF_TOWN.includes(role))) return null;
  const message = '所在村居须是您所在的村居，已登记在其他村居的不能改到本村居。这样的修改';
  return refuse('forbidden', 'not-your-place', message, OF_TOWN, '/placeUnitId');
};

/** Where a place lies, and which government units own or rent it. */
export interface Place {
  villageUnitId: string | null;
  unitIds: readonly string[];
}

const isOwn = ({ role, unitId }: Keeper, { villageUnitId, unitIds }: Place): boolean => {
  if (OF_VILLAGE.includes(role)) return villageUnitId === unitId;
  return role !== 'RU' || unitIds.includes(unitId);
};

/** Why these posts may not make a site there, or null: a village makes its own, everybody else those of the town. */
export const siteRefusal = (keepers: readonly Keeper[], villageUnitId: string | null): Refusal | null => {
  const isPermitted = keepers.some(({ role, unitId }) => !OF_VILLAGE.includes(role) || villageUnitId === unitId);
  if (isPermitted) return null;
  return refuse(
    'forbidden',
    'not-your-place',
    '所在村居须是您所在的村居：村居只登记本村居的点位。其他点位',
    [...OF_TOWN, 'RU'],
    '/villageUnitId',
  );
};

const notOwn = (keepers: readonly Keeper[], place: Place, act: string): Refusal | null =>
  keepers.some((keeper) => isOwn(keeper, place))
    ? null
    : refuse('forbidden', 'not-your-place', `该点位不在您所在的村居，也不属于您所在的单位，您无权${act}。`, OF_TOWN);

/** Why these posts may not end a site, or null: a village and a responsible unit end only their own. */
export const siteEndRefusal = (keepers: readonly Keeper[], place: Place): Refusal | null =>
  notOwn(keepers, place, '撤销');

/** Why these posts may not amend a site, or null: likewise only their own. */
export const siteKeepingRefusal = (keepers: readonly Keeper[], place: Place): Refusal | null =>
  notOwn(keepers, place, '修改');

/** Who serves or has served keeps the word of a subject anywhere in the town; a village that of its own. */
const KEEPS_CONSENT: readonly Role[] = ['OFc', 'OFd', 'LDc', 'LDd'];

/** Why these posts may not record what a subject said about electronic service, or null: it opens a way to serve without paper. */
export const consentKeeperRefusal = (keepers: readonly Keeper[], villageIds: readonly string[]): Refusal | null => {
  const keeps = ({ role, unitId }: Keeper): boolean =>
    KEEPS_CONSENT.includes(role) || (OF_VILLAGE.includes(role) && villageIds.includes(unitId));
  if (keepers.some(keeps)) return null;
  const message = '电子送达的同意只由专班办公室、牵头单位或责任主体所在村居登记。';
  return refuse('forbidden', 'not-your-place', message, [...KEEPS_CONSENT, ...OF_VILLAGE]);
};

/** What a subject has said about being served electronically. */
export interface Consent {
  agreed: boolean;
  agreedOn?: string | undefined;
}

/** Why a consent cannot be recorded so, or null: it was given on a day, not in the future (settled 5.5). */
export const consentRefusal = ({ agreed, agreedOn }: Consent, now: Instant): Refusal | null => {
  if (!agreed) return null;
  if (agreedOn === undefined)
    return refuseField('required', '同意日期必填：须写明责任主体书面同意的日期。', '/agreedOn');
  return agreedOn > civilDateOf(now) ? refuseField('in-the-future', '同意日期不得晚于今日。', '/agreedOn') : null;
};
