import type { CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import { validOn, type Certificate, type Unit, type UnitKind } from './directory';
import { termRefusal } from './last-holder';
import { refuse, refuseField } from './permit';
import { placeRefusal } from './placing';
import { holds, type Appointment, type Roll } from './roll';
import type { Role } from './roles';
import { isOfSubject } from './standing';

/** The posts that an office's head gives in his own town (settled 4.1). */
export const GIVEN_BY_OFFICE: readonly Role[] = [
  'OFc',
  'LDc',
  'LDd',
  'RU',
  'VGg',
  'VGm',
  'EFo',
  'ST',
  'ENs',
  'ENm',
  'OW',
  'EX',
  'RP',
];

/** Administration and audit go with no other post (settled 4.1, 三员分立). */
const APART: readonly Role[] = ['SA', 'AU'];

/** Whether a person may give, and so end, posts of a role in a unit of this town (null: the district's). Settled 4.1. */
export const mayGive = (roll: Roll, by: string, role: Role, townId: string | null): boolean =>
  holds(roll, by, 'SA') || (townId !== null && GIVEN_BY_OFFICE.includes(role) && holds(roll, by, 'OFd', townId));

/** Roles that may give such a post, for who may not. */
export const giversOf = (role: Role, townId: string | null): Role[] =>
  townId !== null && GIVEN_BY_OFFICE.includes(role) ? ['OFd', 'SA'] : ['SA'];

/** Whose post always needs a certificate, and whose does where the unit enforces. */
export const CERTIFIED = { always: ['EFo', 'EFh'], whereEnforcing: ['ST', 'DS'] } as const satisfies Record<
  string,
  readonly Role[]
>;

const isAmong = (roles: readonly Role[], role: Role): boolean => roles.includes(role);

const ENFORCING: readonly UnitKind[] = ['enforcement', 'station', 'district-department'];

/**
 * Whether a post needs an enforcement certificate. Settled 4.1: "EFo, EFh, ST, DS in enforcement". Read so: EFo and EFh are
 * enforcement by themselves; ST and DS where their unit enforces, that is, where it has a legal basis for orders or is of
 * kind `enforcement`, `station` or `district-department`. A DS post in the district itself (区安委办) coordinates only.
 */
export const needsCertificate = (role: Role, unit: Pick<Unit, 'kind' | 'orderBasis'>): boolean => {
  if (isAmong(CERTIFIED.always, role)) return true;
  return isAmong(CERTIFIED.whereEnforcing, role) && (unit.orderBasis !== null || ENFORCING.includes(unit.kind));
};

/** A post somebody is about to give. */
export interface Proposed {
  personId: string;
  role: Role;
  unit: Unit;
  subjectId: string | null;
  from: CivilDate;
  to: CivilDate | null;
  certificate: Certificate | null;
  /** Who gives it. */
  by: string;
}

const overlaps = (
  a: { from: CivilDate; to: CivilDate | null },
  b: { from: CivilDate; to: CivilDate | null },
): boolean => (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** Posts that the same person may not hold at the same time as the proposed one; a pending one counts as held. */
const excluding = (roll: Roll, { personId, role, from, to }: Proposed): Appointment[] =>
  roll.appointments.filter(
    (held) =>
      held.personId === personId && (APART.includes(held.role) || APART.includes(role)) && overlaps(held, { from, to }),
  );

const subjectRefusal = ({ role, subjectId }: Proposed): Refusal | null => {
  if (isOfSubject({ role }))
    return subjectId === null
      ? refuseField('required', '责任主体必填：企业、产权方岗位须指明责任主体。', '/subjectId')
      : null;
  return subjectId === null
    ? null
    : refuseField('not-for-this-post', '责任主体只用于企业、产权方岗位，请去掉后重新提交。', '/subjectId');
};

const certificateRefusal = (proposed: Proposed): Refusal | null => {
  const { certificate, role, unit, from } = proposed;
  const wrong = (reason: string, message: string): Refusal => refuseField(reason, message, '/certificate');
  if (certificate === null)
    return needsCertificate(role, unit)
      ? wrong('certificate-required', '执法证件必填：执法岗位须填写证号和有效期。')
      : null;
  if (certificate.validTo < certificate.validFrom)
    return wrong('before-start', '执法证件的有效期止不能早于有效期起，请核对。');
  return needsCertificate(role, unit) && !validOn({ from: certificate.validFrom, to: certificate.validTo }, from)
    ? wrong('certificate-not-valid', '执法证件在任职首日无效，请填写有效的证件或改期任职。')
    : null;
};

const spanRefusal = ({ today }: Roll, { from, to, unit }: Proposed): Refusal | null => {
  if (to !== null && to < from) return refuseField('before-start', '结束日期不能早于开始日期，请核对。', '/to');
  if (to !== null && to < today) return refuseField('already-over', '结束日期不能早于今天，请核对。', '/to');
  if (from < today) return refuseField('backdated', '开始日期不能早于今天，请改为今天或以后。', '/from');
  if (unit.to === null) return null;
  if (unit.to < from) return refuseField('unit-ended', '单位届时已撤销，请选择现有单位。', '/unitId');
  return to === null || to > unit.to
    ? refuseField('outlives-unit', `结束日期不能晚于单位的最后一日 ${unit.to}，请填写。`, '/to')
    : null;
};

/** A certificate's number as it is compared: without blanks, full-width letters as plain ones. */
const numberOf = ({ number }: Certificate): string => number.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** True where a given post ends on the day on which it begins again with another certificate: no day without powers. */
const isRenewed = (held: Appointment, { from, certificate }: Proposed): boolean =>
  held.status === 'given' &&
  held.to === from &&
  held.certificate !== null &&
  certificate !== null &&
  (numberOf(held.certificate) !== numberOf(certificate) || held.certificate.validTo < certificate.validTo);

/** Refused where the person has the same post on one of these days, given or pending, unless its certificate is renewed. */
const heldRefusal = ({ appointments }: Roll, proposed: Proposed): Refusal | null => {
  const { personId, role, unit, subjectId, from, to } = proposed;
  const isHeld = appointments.some(
    (held) =>
      held.personId === personId &&
      held.role === role &&
      held.unitId === unit.unitId &&
      held.subjectId === subjectId &&
      overlaps(held, { from, to }) &&
      !isRenewed(held, proposed),
  );
  return isHeld
    ? refuse(
        'conflict',
        'already-held',
        '该人员在这段时间已有或待确认同一岗位，无需重复任命；需要延长的，请从原岗位结束的次日起任命；更换执法证件的，可以从原岗位的最后一日起任命。',
      )
    : null;
};

/** A certificate is one person's: refused where the post of another, given or pending, carries it. */
const certificateTakenRefusal = ({ appointments }: Roll, { certificate, personId }: Proposed): Refusal | null => {
  if (certificate === null) return null;
  const isTaken = appointments.some(
    (held) =>
      held.personId !== personId && held.certificate !== null && numberOf(held.certificate) === numberOf(certificate),
  );
  return isTaken
    ? refuse(
        'conflict',
        'certificate-taken',
        '执法证件的证号已用于另一人的有效岗位，请核对证号；原岗位有误的，请先结束原岗位。',
        [],
        '/certificate/number',
      )
    : null;
};

/** Nobody gives himself a post (settled 4.1). */
const ownRefusal = ({ by, personId }: Proposed): Refusal | null =>
  by === personId ? refuse('sod-violation', 'own-post', '不能给自己任命岗位，请由另一位有权的人办理。') : null;

/**
 * Why a post may not be given, or null: right of who gives it, place, exclusions, nobody to himself, dates, subject,
 * certificate.
 * Asked when it is given and again when it is confirmed, each time on that day's roll (settled 1, 4.1, 4.2).
 */
export const appointmentRefusal = (roll: Roll, proposed: Proposed): Refusal | null => {
  const { by, role, unit, personId } = proposed;
  if (!mayGive(roll, by, role, unit.townId))
    return refuse('forbidden', 'not-your-task', '您的岗位不能任命这一岗位。', giversOf(role, unit.townId));
  if (excluding(roll, proposed).length > 0)
    return refuseField(
      'separated-roles',
      '这一岗位不能任命：系统管理员、审计不得与其他岗位由同一人担任，请先结束其原岗位或另选人员。',
      '/role',
    );
  if (roll.disabled.includes(personId))
    return refuse('conflict', 'person-disabled', '该人员的账号已停用，请先启用账号。', [], '/personId');
  return (
    ownRefusal(proposed) ??
    placeRefusal(proposed) ??
    spanRefusal(roll, proposed) ??
    subjectRefusal(proposed) ??
    heldRefusal(roll, proposed) ??
    certificateRefusal(proposed) ??
    certificateTakenRefusal(roll, proposed) ??
    termRefusal(roll, { role, townId: unit.townId, to: proposed.to })
  );
};
