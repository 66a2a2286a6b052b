import type { CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import type { Unit } from './directory';
import { shorteningRefusal } from './ending';
import { refuse } from './permit';

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
  { to, today, holds }: { to: CivilDate; today: CivilDate; holds: UnitHoldings },
): Refusal | null => {
  if (isFoundation(unit)) return refuse('conflict', 'unit-needed', '镇政府、区政府和本镇专班办公室不能撤销。');
  const span = shorteningRefusal(unit, to, today);
  if (span !== null) return span;
  const held = heldIn(holds);
  return held === ''
    ? null
    : refuse('conflict', 'unit-in-use', `该单位名下还有${held}，不能撤销：请先结束或改派，再撤销单位。`);
};

/** Why the end of a unit may not be taken back, or null: only one that is set and has not come. */
export const keepingRefusal = ({ to }: Unit, today: CivilDate): Refusal | null => {
  if (to === null) return refuse('conflict', 'not-ending', '该单位没有设定撤销日期，无需恢复。');
  return to < today ? refuse('conflict', 'unit-ended', '该单位已经撤销，不能恢复；需要的请新建单位。') : null;
};
