import type { ClockName } from '../stream';
import type { Match, Pack, WatchRow } from './pack';
import type { PackProblem } from './problem';
import { comparable, lengthOf } from './term-length';

/** Clocks whose term a pack gives; the watch has rows of its own and `day-end` has no term. */
export const RULED_CLOCKS = [
  'verify',
  'grade',
  'assign',
  'accept',
  'serve',
  'service-effective',
  'plan',
  'rectify',
  'progress',
  'recheck',
  'control-expiry',
  'report-up',
  'decision',
  'co-sign',
  'interview-held',
  'interview-report',
  'publish',
] as const satisfies readonly ClockName[];

/** Clocks of which a pack may say nothing, for which domain/policy/dates has a default. */
const MAY_BE_LEFT_OUT: readonly ClockName[] = ['service-effective', 'publish'];

const isRuled = (clock: ClockName): boolean =>
  // A row for `watch-end` says by how much a watch that cannot be archived yet is put off.
  clock === 'watch-end' || RULED_CLOCKS.some((ruled) => ruled === clock);

const covers = (general: Match | undefined, special: Match | undefined): boolean =>
  general === undefined ||
  ((general.grade === undefined || general.grade === special?.grade) &&
    (general.domain === undefined || general.domain === special?.domain) &&
    (general.tag === undefined || general.tag === special?.tag) &&
    (general.act === undefined || general.act === special?.act) &&
    (general.listed === undefined || general.listed === special?.listed));

const clockRows = (pack: Pack): PackProblem[] =>
  pack.clocks.flatMap((row, i): PackProblem[] => {
    if (!isRuled(row.clock)) {
      return [{ code: 'clock-not-ruled', path: ['clocks', i, 'clock'], message: `计时 ${row.clock} 不在此处规定` }];
    }
    const earlier = pack.clocks
      .slice(0, i)
      .findIndex((other) => other.clock === row.clock && covers(other.match, row.match));
    return earlier < 0
      ? []
      : [
          {
            code: 'unreachable-row',
            path: ['clocks', i],
            message: `计时 ${row.clock} 的这一行永远轮不到：第 ${String(earlier + 1)} 行更宽，排在前面`,
          },
        ];
  });

const missingDefaults = (pack: Pack): PackProblem[] =>
  RULED_CLOCKS.filter(
    (clock) =>
      !MAY_BE_LEFT_OUT.includes(clock) && !pack.clocks.some((row) => row.clock === clock && row.match === undefined),
  ).map((clock) => ({
    code: 'no-default-row',
    path: ['clocks'],
    message: `计时 ${clock} 缺少不带 match 的默认行`,
  }));

const visits = (row: WatchRow, i: number): PackProblem[] =>
  row.visits.flatMap((visit, j): PackProblem[] => {
    const path = ['watch', i, 'visits', j];
    if (!comparable(visit, row.term)) return [{ code: 'mixed-units', path, message: '回访与期限须用同一种时间单位' }];
    if (lengthOf(visit) > lengthOf(row.term)) return [{ code: 'visit-after-end', path, message: '回访晚于回头看期限' }];
    const before = row.visits[j - 1];
    return before !== undefined && comparable(before, visit) && lengthOf(before) >= lengthOf(visit)
      ? [{ code: 'visits-not-rising', path, message: '回访须一次比一次晚' }]
      : [];
  });

const watchRows = (pack: Pack): PackProblem[] => [
  ...pack.watch.flatMap((row, i) => [
    ...visits(row, i),
    ...(pack.watch.slice(0, i).some((earlier) => covers(earlier.match, row.match))
      ? [{ code: 'unreachable-row', path: ['watch', i], message: '回头看的这一行永远轮不到：前面有更宽的行' }]
      : []),
  ]),
  ...(pack.watch.some((row) => row.match === undefined)
    ? []
    : [{ code: 'no-default-row', path: ['watch'], message: '回头看缺少不带 match 的默认行' }]),
];

const reminders = (pack: Pack): PackProblem[] =>
  pack.reminders.flatMap((row, i): PackProblem[] => {
    const path = ['reminders', i, 'offset'];
    const { offset } = row;
    if ('atOnce' in offset || ('wd' in offset ? offset.wd > 0 : offset.seconds >= 0)) {
      return [{ code: 'reminder-too-late', path, message: '提醒须在到期之前' }];
    }
    const same = pack.reminders
      .slice(0, i)
      .some((other) => other.clock === row.clock && JSON.stringify(other.offset) === JSON.stringify(offset));
    return same ? [{ code: 'duplicate-reminder', path, message: `计时 ${row.clock} 的提醒重复` }] : [];
  });

/** First-match tables: each clock has an answer for every case, and no row stands in the shadow of another. */
export const checkRows = (pack: Pack): PackProblem[] => [
  ...clockRows(pack),
  ...missingDefaults(pack),
  ...watchRows(pack),
  ...reminders(pack),
];
