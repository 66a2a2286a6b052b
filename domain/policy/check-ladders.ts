import type { StepOffset } from '../clock/term';
import type { RungAct } from '../stream';
import type { Ladder } from './ladder';
import type { Pack } from './pack';
import type { PackProblem } from './problem';

/** Chinese names of the rung acts (glossary.md). */
export const RUNG_ACT_NAMES: Record<RungAct, string> = {
  'nobody-home': '无人可批',
  remind: '提醒',
  notice: '提示函',
  urge: '催办',
  name: '点名',
  supervise: '督办',
  interview: '约谈',
  circular: '通报',
  expose: '曝光',
  list: '挂牌督办',
  refer: '移交执法',
  'hand-up': '上报区级',
  account: '问责线索移交',
  veto: '一票否优',
  warn: '警示',
  investigate: '参照事故调查处理',
};

const ADDRESSEES = { enterprise: '企业', individual: '个人', 'government-unit': '政府单位' } as const;

/** Where a rung stands: `at` orders it, `unit` is null for "at once", which is first whatever the others count in. */
const positionOf = (offset: StepOffset): { at: number; unit: 'wd' | 'seconds' | null } => {
  if ('wd' in offset) return { at: offset.wd, unit: 'wd' };
  if ('seconds' in offset) return { at: offset.seconds, unit: 'seconds' };
  return { at: 0, unit: null };
};

/** An act that comes back would start the ladder over: notices without end. */
const cycles = (ladder: Ladder, i: number): PackProblem[] =>
  ladder.rungs.flatMap(({ act }, j) => {
    const first = ladder.rungs.findIndex((rung) => rung.act === act);
    if (first === j) return [];
    const way = ladder.rungs.slice(first, j + 1).map((rung) => RUNG_ACT_NAMES[rung.act]);
    return [{ code: 'ladder-cycle', path: ['ladders', i, 'rungs', j, 'act'], message: `循环升级: ${way.join('→')}` }];
  });

/** Offsets never fall; two acts may share one (点名 and 通报 at the same meeting). */
const order = (ladder: Ladder, i: number): PackProblem[] =>
  ladder.rungs.flatMap(({ offset }, j): PackProblem[] => {
    const path = ['ladders', i, 'rungs', j, 'offset'];
    const here = positionOf(offset);
    if (here.unit !== null && here.at <= 0) {
      return [{ code: 'rung-not-after-due', path, message: '递进措施须在到期之后；到期即办请写 {atOnce: true}' }];
    }
    const previous = ladder.rungs[j - 1];
    if (previous === undefined) return [];
    const before = positionOf(previous.offset);
    if (before.unit !== null && here.unit !== null && before.unit !== here.unit) {
      return [{ code: 'mixed-units', path, message: '同一阶梯须用同一种时间单位' }];
    }
    return here.at < before.at ? [{ code: 'ladder-not-rising', path, message: '递进措施的时间须一档比一档晚' }] : [];
  });

const triggerOf = (ladder: Ladder): string => ladder.trigger ?? 'late';

const slowMeasure = (ladder: Ladder, i: number): PackProblem[] =>
  (ladder.slow === undefined) === (ladder.trigger === 'slow-progress')
    ? [{ code: 'slow-measure', path: ['ladders', i], message: '“进展缓慢”的阶梯（且只有它）须用 slow 写明如何衡量' }]
    : [];

const ambiguous = (pack: Pack): PackProblem[] =>
  pack.ladders.flatMap((ladder, i) => {
    const same = (other: Ladder): boolean =>
      other.addressee === ladder.addressee && triggerOf(other) === triggerOf(ladder);
    return pack.ladders.findIndex(same) === i
      ? []
      : [
          {
            code: 'ladder-ambiguous',
            path: ['ladders', i, 'addressee'],
            message: `${ADDRESSEES[ladder.addressee]}已有同一起因的递进措施`,
          },
        ];
  });

const missing = (pack: Pack): PackProblem[] =>
  (['enterprise', 'individual', 'government-unit'] as const)
    .filter(
      (addressee) => !pack.ladders.some((ladder) => ladder.addressee === addressee && triggerOf(ladder) === 'late'),
    )
    .map((addressee) => ({
      code: 'no-ladder',
      path: ['ladders'],
      message: `${ADDRESSEES[addressee]}没有逾期的递进措施`,
    }));

/** Ladders climb, end, and leave nobody without one. */
export const checkLadders = (pack: Pack): PackProblem[] => [
  ...pack.ladders.flatMap((ladder, i) => [...cycles(ladder, i), ...order(ladder, i), ...slowMeasure(ladder, i)]),
  ...ambiguous(pack),
  ...missing(pack),
];
