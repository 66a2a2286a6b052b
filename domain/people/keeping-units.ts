import type { Refusal } from '../stream';
import type { UnitKind } from './directory';
import { refuse } from './permit';
import { holds, type Roll } from './roll';

/**
 * Units that SA alone makes and ends: the town government and everything of the district (settled 4.2), and those that hold
 * legal power, which is not the office's to give (settled 1.5).
 */
const ADMINISTRATORS_KINDS: readonly UnitKind[] = ['town', 'district', 'district-department', 'enforcement', 'station'];

/** Units that belong to the district and to no town. */
export const isDistrictKind = (kind: UnitKind): boolean => kind === 'district' || kind === 'district-department';

/** What a unit is to be, as far as rights depend on it. */
export interface UnitPlan {
  kind: UnitKind;
  /** Null for the district's. */
  townId: string | null;
  slug?: string | undefined;
  issuerCode?: string | undefined;
  /** Matters over which it has power. */
  domains?: readonly string[] | undefined;
  /** Legal basis of its orders. */
  orderBasis?: string | null | undefined;
}

/**
 * Why a person may not make or end such a unit, or null: SA all, OFd those of his own town without legal power, slug and
 * issuer code.
 */
export const unitRefusal = (roll: Roll, by: string, unit: UnitPlan): Refusal | null => {
  if (holds(roll, by, 'SA')) return null;
  const only = (message: string, pointer?: string): Refusal =>
    refuse('forbidden', 'not-your-task', message, ['SA'], pointer);
  if (unit.townId === null || !holds(roll, by, 'OFd', unit.townId)) return only('您的岗位无权办理该单位。');
  if (ADMINISTRATORS_KINDS.includes(unit.kind))
    return only('单位类别为镇政府、区级、综合执法、站所的单位您无权办理。', '/kind');
  if (unit.domains !== undefined && unit.domains.length > 0) return only('有执法领域的单位您无权办理。', '/domains');
  if (unit.orderBasis !== undefined && unit.orderBasis !== null)
    return only('有执法依据的单位您无权办理。', '/orderBasis');
  if (unit.slug !== undefined) return only('单位简称代码您无权设定，请去掉或改由他人办理。', '/slug');
  return unit.issuerCode === undefined ? null : only('发文字号代字您无权设定，请去掉或改由他人办理。', '/issuerCode');
};
