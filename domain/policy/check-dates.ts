import { addDays, type CivilDate } from '../clock/civil';
import type { Clause, Pack } from './pack';
import type { PackPath, PackProblem } from './problem';

const inOrder = (
  from: CivilDate | undefined,
  to: CivilDate | undefined,
  path: PackPath,
  what: string,
): PackProblem[] =>
  from !== undefined && to !== undefined && from > to
    ? [{ code: 'dates-out-of-order', path, message: `${what}的起止日期颠倒：${from} 晚于 ${to}` }]
    : [];

/** A clause and the one it replaces meet: no day with both, no day with neither. */
const succession = (clause: Clause, old: Clause, path: PackPath): PackProblem[] => {
  const { validFrom } = clause;
  const { validTo } = old;
  if (validFrom === undefined || validTo === undefined || validFrom <= validTo) {
    return [{ code: 'clause-overlap', path, message: `条款 ${clause.id} 与被它取代的 ${old.id} 有效期重叠` }];
  }
  return addDays(validTo, 1) === validFrom
    ? []
    : [
        {
          code: 'clause-gap',
          path,
          message: `${old.id} 失效后到 ${clause.id} 生效前有空档：${validTo} 至 ${validFrom}`,
        },
      ];
};

const clauses = (pack: Pack): PackProblem[] =>
  pack.clauses.flatMap((clause, i) => {
    const path = ['clauses', i];
    const old = pack.clauses.find(({ id }) => id === clause.replaces);
    const twin = pack.clauses
      .slice(0, i)
      .find(({ replaces }) => replaces !== undefined && replaces === clause.replaces);
    return [
      ...inOrder(clause.validFrom, clause.validTo, [...path, 'validTo'], `条款 ${clause.id} `),
      ...(old === undefined ? [] : succession(clause, old, [...path, 'replaces'])),
      ...(twin === undefined
        ? []
        : [
            { code: 'clause-overlap', path: [...path, 'replaces'], message: `${twin.id} 与 ${clause.id} 取代同一条款` },
          ]),
    ];
  });

const campaigns = (pack: Pack): PackProblem[] =>
  pack.campaigns.flatMap((campaign, i) => [
    ...inOrder(campaign.from, campaign.to, ['campaigns', i, 'to'], `专项行动 ${campaign.name} `),
    ...inOrder(campaign.from, campaign.rectifyBy, ['campaigns', i, 'rectifyBy'], `专项行动 ${campaign.name} 整改期限`),
  ]);

const windows = (pack: Pack): PackProblem[] =>
  pack.duties.flatMap(({ name, rhythm }, i) =>
    'window' in rhythm
      ? inOrder(rhythm.window.from, rhythm.window.to, ['duties', i, 'rhythm', 'window'], `任务 ${name} `)
      : [],
  );

/** A pack in seconds plays within minutes, where a calendar date would never come. */
const printedDates = (pack: Pack): PackProblem[] =>
  pack.acceptsPrintedDates
    ? []
    : pack.hazardTypes.flatMap((type, i) =>
        type.commonDueOn === undefined
          ? []
          : [
              {
                code: 'printed-date',
                path: ['hazardTypes', i, 'commonDueOn'],
                message: '本政策包不接受日历日期作整改期限',
              },
            ],
      );

const removal = (pack: Pack): PackProblem[] =>
  pack.relapse.removeFrom.includes('case')
    ? []
    : [{ code: 'stays-closed', path: ['relapse', 'removeFrom'], message: '回潮的隐患须从已销号清单移除（case）' }];

/** Spans of time are the right way round, standards follow each other day by day, and a relapse leaves the closed list. */
export const checkDates = (pack: Pack): PackProblem[] => [
  ...clauses(pack),
  ...campaigns(pack),
  ...windows(pack),
  ...printedDates(pack),
  ...removal(pack),
];
