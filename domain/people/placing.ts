import type { Refusal } from '../stream';
import type { Unit, UnitKind } from './directory';
import { refuseField } from './permit';
import { ROLE_NAMES, type Role } from './roles';

/** Chinese names of the kinds of units, for refusals. */
const KIND_NAMES: Record<UnitKind, string> = {
  town: '镇政府',
  office: '专班、安委办等协调机构',
  department: '办、中心等部门',
  village: '村居',
  enforcement: '综合执法队',
  station: '派出所、市场所等站所',
  company: '公司',
  district: '区政府',
  'district-department': '区级部门',
};

/**
 * In which kinds of units a post can be given. From the notes of roles.md 3.1: 专班 coordinates and neither grades nor
 * re-checks, hence no LD and no RU in an `office`; officers serve in the authority that holds the power. Experts, reporters
 * and the subject's side are kept at the town government, owners and firms also at a company of the town. 区安委办 is the
 * district's own.
 */
export const POST_PLACES: Record<Role, readonly UnitKind[]> = {
  L1: ['town'],
  L2: ['town'],
  OFc: ['office'],
  OFd: ['office'],
  LDc: ['department', 'company'],
  LDd: ['department', 'company'],
  RU: ['department', 'company'],
  VGg: ['village'],
  VGm: ['village'],
  ENs: ['town', 'company'],
  ENm: ['town', 'company'],
  OW: ['town', 'company'],
  EFo: ['enforcement'],
  EFh: ['enforcement'],
  EFr: ['enforcement'],
  ST: ['station'],
  DS: ['district-department', 'district'],
  EX: ['town'],
  AU: ['town', 'district'],
  SA: ['district'],
  RP: ['town'],
};

/** Refused where the role has no place in a unit of this kind. */
export const placeRefusal = ({ role, unit }: { role: Role; unit: Pick<Unit, 'kind'> }): Refusal | null => {
  const kinds = POST_PLACES[role];
  if (kinds.includes(unit.kind)) return null;
  const places = kinds.map((kind) => KIND_NAMES[kind]).join('、');
  return refuseField(
    'wrong-unit-for-post',
    `单位不能设“${ROLE_NAMES[role]}”岗位：该岗位只设在${places}，请重新选择单位。`,
    '/unitId',
  );
};
