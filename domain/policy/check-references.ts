import type { Pack } from './pack';
import type { PackPath, PackProblem } from './problem';

interface Reference {
  to: string;
  path: PackPath;
}

const dangling = (what: string, known: ReadonlySet<string>, references: Reference[]): PackProblem[] =>
  references
    .filter(({ to }) => !known.has(to))
    .map(({ to, path }) => ({ code: 'unknown-reference', path, message: `没有这个${what}：${to}` }));

const each = (values: string[] | undefined, ...path: (string | number)[]): Reference[] =>
  (values ?? []).map((to, i) => ({ to, path: [...path, i] }));

const unitReferences = (pack: Pack): Reference[] => [
  { to: pack.office, path: ['office'] },
  ...pack.routing.flatMap((row, i) => [
    ...each(row.leads, 'routing', i, 'leads'),
    ...each(row.responsible, 'routing', i, 'responsible'),
    ...each(row.prose?.leads, 'routing', i, 'prose', 'leads'),
    ...each(row.prose?.responsible, 'routing', i, 'prose', 'responsible'),
  ]),
  ...pack.ladders.flatMap((ladder, i) =>
    (ladder.recorded ?? []).map(({ by }, j) => ({ to: by, path: ['ladders', i, 'recorded', j, 'by'] })),
  ),
  ...pack.duties.flatMap((duty, i) => each(duty.units, 'duties', i, 'units')),
  ...pack.returns.flatMap((row, i) => [
    ...each(row.leads, 'returns', i, 'leads'),
    { to: row.receiver, path: ['returns', i, 'receiver'] },
    ...(row.instead
      ? [
          { to: row.instead.unit, path: ['returns', i, 'instead', 'unit'] },
          { to: row.instead.receiver, path: ['returns', i, 'instead', 'receiver'] },
        ]
      : []),
  ]),
];

const optional = (to: string | undefined, ...path: (string | number)[]): Reference[] =>
  to === undefined ? [] : [{ to, path }];

/** A lead that is also the receiver would take its own return, unless the pack says who takes it instead (C-46, C-63). */
const ownReturns = (pack: Pack): PackProblem[] =>
  pack.returns.flatMap((row, i) => {
    if (!row.leads.includes(row.receiver)) return [];
    if (row.instead?.unit === row.receiver && row.instead.receiver !== row.receiver) return [];
    return [
      {
        code: 'own-return',
        path: ['returns', i, 'receiver'],
        message: `接收单位 ${row.receiver} 自己也要报送，须用 instead 写明由谁代收`,
      },
    ];
  });

const officeKind = (pack: Pack): PackProblem[] => {
  const office = pack.units.find(({ slug }) => slug === pack.office);
  if (office === undefined || office.kind === 'office') return [];
  return [{ code: 'not-an-office', path: ['office'], message: `${office.name}不是协调机构（kind: office）` }];
};

/** Everything that one element names by another's id exists. */
export const checkReferences = (pack: Pack): PackProblem[] => {
  const ids = (rows: { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));
  const { hazardTypes, clauses, campaigns } = pack;
  return [
    ...dangling('单位', new Set(pack.units.map(({ slug }) => slug)), unitReferences(pack)),
    ...dangling('条款', ids(clauses), [
      ...hazardTypes.flatMap((type, i) => each(type.clauseIds, 'hazardTypes', i, 'clauseIds')),
      ...clauses.flatMap((clause, i) => optional(clause.replaces, 'clauses', i, 'replaces')),
    ]),
    ...dangling(
      '隐患大类',
      ids(pack.classes),
      hazardTypes.flatMap((type, i) => optional(type.classId, 'hazardTypes', i, 'classId')),
    ),
    ...dangling(
      '隐患类型',
      ids(hazardTypes),
      pack.routing.flatMap((row, i) => each(row.hazardTypes, 'routing', i, 'hazardTypes')),
    ),
    ...dangling('专项行动', ids(campaigns), [
      ...hazardTypes.flatMap((type, i) => each(type.campaignIds, 'hazardTypes', i, 'campaignIds')),
      ...campaigns.flatMap((campaign, i) => each(campaign.countsAlso, 'campaigns', i, 'countsAlso')),
    ]),
    ...ownReturns(pack),
    ...officeKind(pack),
  ];
};
