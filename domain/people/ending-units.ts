import type { CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import { hasEnded, type Unit, type UnitKind } from './directory';
import { shorteningRefusal } from './ending';
import { refuse, refuseField } from './permit';

/** What a unit still holds beyond a day, in numbers. */
export interface UnitHoldings {
  /** Posts, given or pending, that do not end by that day. */
  posts: number;
  /** Cases that are not over, in which it leads, is responsible or takes part. */
  cases: number;
  /** Deadlines that run for it. */
  deadlines: number;
  /** Talks and circulars that are not over, which it hosts or which are addressed to it. */
  escalations: number;
}

/** Without these there is no district, no town and no office of its pack. */
const isFoundation = ({ kind, slug }: Unit): boolean =>
  kind === 'town' || kind === 'district' || (kind === 'office' && slug !== null);

const heldIn = ({ posts, cases, deadlines, escalations }: UnitHoldings): string => {
  const parts: [number, string][] = [
    [posts, '个岗位'],
    [cases, '件未办结的隐患'],
    [deadlines, '项未完成的时限'],
    [escalations, '件未办结的督办、约谈或通报'],
  ];
  return parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join('、');
};

/**
 * Why a unit may not end on this day, or null. It is never ended for days past, never while it holds what somebody has to
 * take over (settled 3.8), and the town government, the district and a town's office stay, or the last holders of settled
 * 4.2 would go with them.
 */
export const unitEndRefusal = (
  unit: Unit,
  { to, today, holds, isSucceeded }: { to: CivilDate; today: CivilDate; holds: UnitHoldings; isSucceeded: boolean },
): Refusal | null => {
  if (isFoundation(unit)) return refuse('conflict', 'unit-needed', '镇政府、区政府和本镇专班办公室不能撤销。');
  const span = shorteningRefusal(unit, to, today);
  if (span !== null) return span;
  const held = heldIn(isSucceeded ? { posts: holds.posts, cases: 0, deadlines: 0, escalations: 0 } : holds);
  if (held === '') return null;
  const way = '请先结束或改派，再撤销单位；隐患、时限和督办、约谈、通报也可以指明接替单位，撤销后由其接办。';
  return refuse('conflict', 'unit-in-use', `该单位名下还有${held}，不能撤销：${way}`);
};

/** Kinds that take over nothing: the government and coordinating offices neither serve nor re-check in their own name. */
const NO_SUCCESSORS: readonly UnitKind[] = ['town', 'district', 'office'];

const successorPointer = '/successorUnitId';

/** Why one unit may not take over from another, or null (settled 3.8). `unit` ends on `to`. */
export const successorRefusal = (
  unit: Unit,
  successor: Unit | undefined,
  { to, today }: { to: CivilDate; today: CivilDate },
): Refusal | null => {
  const wrong = (reason: string, message: string): Refusal => refuseField(reason, message, successorPointer);
  if (successor === undefined || successor.townId !== unit.townId)
    return wrong('unknown', '接替单位不存在或不属于同一个镇，请重新选择。');
  if (successor.unitId === unit.unitId) return wrong('same-unit', '接替单位不能是被撤销的单位自己，请重新选择。');
  if (NO_SUCCESSORS.includes(successor.kind))
    return wrong('wrong-kind', '镇政府、区政府和专班、安委办等协调机构不能接替，请选择其他单位。');
  return hasEnded(successor, today) || (successor.to !== null && successor.to <= to)
    ? wrong('unit-ended', '接替单位已撤销或不晚于该单位撤销，请选择现有单位。')
    : null;
};

/** Why a successor may not be named now, or null: only of a unit that is to end or has ended, and only once it is needed. */
export const successionRefusal = (unit: Unit, successor: Unit | undefined, today: CivilDate): Refusal | null => {
  const { to, successorUnitId = null } = unit;
  if (to === null) return refuse('conflict', 'not-ending', '该单位没有撤销，不需要接替单位。');
  if (successorUnitId !== null && hasEnded(unit, today))
    return refuse('conflict', 'has-successor', '该单位已有接替单位；如接替单位也已撤销，请为它指明接替单位。');
  return successorRefusal(unit, successor, { to, today });
};

/** Why the end of a unit may not be taken back, or null: only one that is set and has not come. */
export const keepingRefusal = ({ to }: Unit, today: CivilDate): Refusal | null => {
  if (to === null) return refuse('conflict', 'not-ending', '该单位没有设定撤销日期，无需恢复。');
  return to < today ? refuse('conflict', 'unit-ended', '该单位已经撤销，不能恢复；需要的请新建单位。') : null;
};
