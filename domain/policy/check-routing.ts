import type { Pack, PackUnit, RoutingRow } from './pack';
import type { PackProblem } from './problem';

const covers = (general: string[] | undefined, special: string[] | undefined): boolean =>
  general === undefined || (special !== undefined && special.every((value) => general.includes(value)));

const isBehind = (row: RoutingRow, earlier: RoutingRow): boolean =>
  covers(earlier.hazardTypes, row.hazardTypes) && covers(earlier.siteTypes, row.siteTypes);

/** A coordinating office, a village or a company neither grades nor re-checks (authority.md 2). */
const canGrade = (unit: PackUnit | undefined): boolean =>
  unit !== undefined &&
  unit.collective !== true &&
  ['department', 'enforcement', 'station', 'district-department'].includes(unit.kind);

const unreachable = (pack: Pack): PackProblem[] =>
  pack.routing.flatMap((row, i) => {
    const earlier = pack.routing.slice(0, i).find((candidate) => isBehind(row, candidate));
    return earlier === undefined
      ? []
      : [
          {
            code: 'unreachable-row',
            path: ['routing', i],
            message: `分工 ${row.id} 永远轮不到：前面的 ${earlier.id} 已全部包含`,
          },
        ];
  });

const unrouted = (pack: Pack): PackProblem[] =>
  pack.hazardTypes.flatMap((type, i) =>
    pack.routing.some((row) => row.siteTypes === undefined && covers(row.hazardTypes, [type.id]))
      ? []
      : [{ code: 'type-not-routed', path: ['hazardTypes', i, 'id'], message: `隐患类型“${type.name}”没有分工单位` }],
  );

const ungradable = (pack: Pack): PackProblem[] =>
  pack.routing.flatMap((row, i) =>
    [...row.leads, ...row.responsible].some((slug) => canGrade(pack.units.find((unit) => unit.slug === slug)))
      ? []
      : [
          {
            code: 'nobody-can-grade',
            path: ['routing', i, 'leads'],
            message: `分工 ${row.id} 中没有可以定级、复查的单位（协调机构、村居、企业都不行）`,
          },
        ],
  );

/** Every hazard type has units that can carry it, and every routing row can be the one that is used. */
export const checkRouting = (pack: Pack): PackProblem[] => [
  ...unreachable(pack),
  ...unrouted(pack),
  ...ungradable(pack),
];
