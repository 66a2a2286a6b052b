import { checkPack } from '../../../domain/policy/check';
import type { Ladder } from '../../../domain/policy/ladder';
import type { ClockRow, HazardType, Pack, PackUnit, PaperRow, RoutingRow, WatchRow } from '../../../domain/policy/pack';
import { packOf } from '../../../policies';

const baihe = packOf('baihe-2025', '1.0.0');
const source = { default: 'test' };

const findings = (change: Partial<Pack>): [string, string][] =>
  checkPack({ ...baihe, ...change }).map(({ code, path }) => [code, path.join('/')]);

const withUnit = (unit: Partial<PackUnit>): Partial<Pack> => ({
  units: [...baihe.units, { slug: 'new', name: '新设办', aliases: [], kind: 'department', source, ...unit }],
});

const withType = (type: Partial<HazardType>): Partial<Pack> => ({
  hazardTypes: [
    { id: 'new', name: '新类型', domain: 'fire', clauseIds: ['xiaofang-16'], source, ...type },
    ...baihe.hazardTypes,
  ],
});

const withRoute = (...rows: Partial<RoutingRow>[]): Partial<Pack> => ({
  routing: [
    ...rows.map((row) => ({ id: 'new', siteTypes: ['plant'], leads: ['guibao'], responsible: [], source, ...row })),
    ...baihe.routing,
  ],
});

const withPaper = (paper: Partial<PaperRow>): Partial<Pack> => ({
  papers: [{ type: 'new', title: '新文书', typeWord: '新', statutory: false, issuers: ['OFc'], source, ...paper }],
});

const withClock = (row: ClockRow): Partial<Pack> => ({ clocks: [row, ...baihe.clocks] });

const withWatch = (row: Omit<WatchRow, 'source'>): Partial<Pack> => ({
  watch: [{ match: { domain: 'gas' }, ...row, source }, ...baihe.watch],
});

const withLadder = (ladder: Partial<Ladder>): Partial<Pack> => ({
  ladders: [
    ...baihe.ladders,
    {
      id: 'new',
      addressee: 'enterprise',
      trigger: 'weak-major',
      rungs: [{ act: 'urge', offset: { wd: 1 }, source }],
      source,
      ...ladder,
    },
  ],
});

describe('the self-check of a pack', () => {
  it('finds nothing in the packs that are shipped', () => {
    expect(checkPack(baihe)).toEqual([]);
    expect(checkPack(packOf('drill', '1.0.0'))).toEqual([]);
  });

  it.each<[string, Partial<Pack>, string, string]>([
    ['two units of one slug', withUnit({ slug: 'chengyun' }), 'duplicate-id', 'units/30/slug'],
    ['an alias that another unit has', withUnit({ aliases: ['社工办'] }), 'ambiguous-name', 'units/30/aliases/0'],
    [
      'one issuer code for two units',
      withUnit({ issuerCode: '白鹤城运' }),
      'paper-number-clash',
      'units/30/issuerCode',
    ],
    [
      'a hazard type with an unknown clause',
      withType({ clauseIds: ['nowhere'] }),
      'unknown-reference',
      'hazardTypes/0/clauseIds/0',
    ],
    [
      'a hazard type of an unknown class',
      withType({ classId: 'nowhere' }),
      'unknown-reference',
      'hazardTypes/0/classId',
    ],
    [
      'a hazard type of an unknown campaign',
      withType({ campaignIds: ['nowhere'] }),
      'unknown-reference',
      'hazardTypes/0/campaignIds/0',
    ],
    [
      'a route to an unknown unit',
      withRoute({ leads: ['nowhere', 'guibao'] }),
      'unknown-reference',
      'routing/0/leads/0',
    ],
    [
      'a route of an unknown type',
      withRoute({ hazardTypes: ['nowhere'] }),
      'unknown-reference',
      'routing/0/hazardTypes/0',
    ],
    [
      'a route on which nobody can grade',
      withRoute({ leads: ['zhuanban'], responsible: ['cunju'] }),
      'nobody-can-grade',
      'routing/0/leads',
    ],
    ['a type without a route', { routing: baihe.routing.slice(0, -1) }, 'type-not-routed', 'hazardTypes/22/id'],
    [
      'a route behind a wider one',
      withRoute({ id: 'wide' }, { id: 'special', hazardTypes: ['other'] }),
      'unreachable-row',
      'routing/1',
    ],
    ['order words on an advisory paper', withPaper({ title: '责令整改书' }), 'order-words', 'papers/0/title'],
    ['a statutory paper of the office', withPaper({ statutory: true }), 'issuer-lacks-capacity', 'papers/0/issuers/0'],
    [
      'a paper issued by an expert',
      withPaper({ issuers: ['LDc', 'EX'] }),
      'issuer-lacks-capacity',
      'papers/0/issuers/1',
    ],
    [
      'a term for a clock that the watch rules',
      withClock({ clock: 'watch-visit', term: { wd: 1 }, source }),
      'clock-not-ruled',
      'clocks/0/clock',
    ],
    [
      'a default row before the special ones',
      withClock({ clock: 'verify', term: { wd: 1 }, source }),
      'unreachable-row',
      'clocks/1',
    ],
    [
      'a visit after the watch ends',
      withWatch({ term: { days: 9 }, visits: [{ days: 10 }] }),
      'visit-after-end',
      'watch/0/visits/0',
    ],
    [
      'visits that do not rise',
      withWatch({ term: { days: 9 }, visits: [{ days: 5 }, { days: 5 }] }),
      'visits-not-rising',
      'watch/0/visits/1',
    ],
    [
      'visits in other units than the watch',
      withWatch({ term: { days: 9 }, visits: [{ wd: 5 }] }),
      'mixed-units',
      'watch/0/visits/0',
    ],
    [
      'a reminder after the due day',
      { reminders: [{ clock: 'rectify', offset: { wd: 1 }, source }] },
      'reminder-too-late',
      'reminders/0/offset',
    ],
    [
      'a reminder given twice',
      { reminders: [...baihe.reminders, { clock: 'rectify', offset: { wd: -7 }, source }] },
      'duplicate-reminder',
      'reminders/4/offset',
    ],
    [
      'two ladders that start at the same time',
      withLadder({ trigger: 'late' }),
      'ladder-ambiguous',
      'ladders/3/addressee',
    ],
    ['slow progress without its measure', withLadder({ trigger: 'slow-progress' }), 'slow-measure', 'ladders/3'],
    [
      'a rung before the due instant',
      withLadder({ rungs: [{ act: 'urge', offset: { wd: 0 }, source }] }),
      'rung-not-after-due',
      'ladders/3/rungs/0/offset',
    ],
    [
      'a ladder in two units of time',
      withLadder({
        rungs: [
          { act: 'urge', offset: { wd: 1 }, source },
          { act: 'list', offset: { seconds: 9 }, source },
        ],
      }),
      'mixed-units',
      'ladders/3/rungs/1/offset',
    ],
    [
      'a campaign that ends before it begins',
      { campaigns: [...baihe.campaigns, { id: 'new', name: '新', from: '2025-03-02', to: '2025-03-01', source }] },
      'dates-out-of-order',
      'campaigns/3/to',
    ],
    [
      'a clause that ends before it begins',
      {
        clauses: [
          ...baihe.clauses,
          { id: 'new', title: 't', text: 't', validFrom: '2025-03-02', validTo: '2025-03-01', source },
        ],
      },
      'dates-out-of-order',
      'clauses/21/validTo',
    ],
  ])('finds %s', (_, change, code, path) => {
    expect(findings(change)).toContainEqual([code, path]);
  });

  it('allows two acts at one time, as naming and circular at the same meeting', () => {
    const rungs: Ladder['rungs'] = [
      { act: 'name', offset: { wd: 5 }, source },
      { act: 'circular', offset: { wd: 5 }, source },
    ];
    expect(findings(withLadder({ rungs }))).toEqual([]);
  });
});
