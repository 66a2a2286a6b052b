import { clockName } from './clock-names';
import type { StepOffset } from './clock/term';
import { RUNG_ACT_NAMES } from './policy/check-ladders';
import type { Because, ClockName, RungAct } from './stream';

/** A reminder lies before its limit or on its day, a rung after it. */
type Side = 'before' | 'after';

const before = (offset: StepOffset): string => {
  if ('atOnce' in offset) return '到期时';
  if ('seconds' in offset) return `到期前${String(-offset.seconds)}秒`;
  return offset.wd === 0 ? '到期当日' : `到期前第${String(-offset.wd)}个工作日`;
};

const after = (offset: StepOffset): string => {
  if ('atOnce' in offset) return '一经逾期即';
  return 'seconds' in offset ? `逾期后${String(offset.seconds)}秒` : `逾期后第${String(offset.wd)}个工作日`;
};

/** What a step does and when, for people: 整改时限逾期后第3个工作日督办, 整改时限到期前第7个工作日提醒 (lifecycle 2.7). */
export const stepRule = (clock: ClockName, act: RungAct, offset: StepOffset, side: Side): string =>
  `${clockName(clock)}${side === 'before' ? before(offset) : after(offset)}${RUNG_ACT_NAMES[act]}`;

/** What a rung does and when, whatever the clock: 逾期后第3个工作日督办. */
export const rungRule = (act: RungAct, offset: StepOffset): string => `${after(offset)}${RUNG_ACT_NAMES[act]}`;

/** As it was written until release 0.4.0: the number of a rung, which says neither when nor what. */
const EARLIER = /^.+(逾期后第\d+档|到期前提醒)$/;

/** A step keeps at most so many of the working days that it counted: from there on they do not say which one it is. */
const mostDays = 30;

/** A deadline as far as its rule is concerned. */
export interface Ruled {
  clock: ClockName;
  level: number;
  act?: RungAct | null | undefined;
  because: Because;
}

/**
 * The rule of a deadline in words. That of a step as it was written earlier is told by the working days that it counted;
 * one that counted none, by what it does alone.
 */
export const ruleInWords = ({ clock, level, act, because }: Ruled): string => {
  const { rule, days } = because;
  if (level === 0 || act == null || !EARLIER.test(rule)) return rule;
  const isCounted = days.length > 0 && days.length < mostDays;
  const wd = level < 0 ? -days.length : days.length;
  if (isCounted) return stepRule(clock, act, { wd }, level < 0 ? 'before' : 'after');
  return level < 0 ? rule : `${clockName(clock)}逾期后${RUNG_ACT_NAMES[act]}`;
};
