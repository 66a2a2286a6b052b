import type { Calendar } from '../../domain/clock/calendar';
import type { Directory, Post, Subject, Unit } from '../../domain/people/directory';
import type { Role } from '../../domain/people/roles';
import type { Pack } from '../../domain/policy/pack';
import { loadCalendar, loadPack } from '../../policies';

/** A town in which the same few people do everything: enough of them that every pair of roles is separate. */
export interface SimulatedTown {
  policy: Pack;
  calendar: Calendar;
  directory: Directory;
  subjects: Subject[];
}

/** Person, role, unit, subject. */
const PEOPLE: [string, Role, string, string | null][] = [
  ['l1', 'L1', 'baihe', null],
  ['l2', 'L2', 'baihe', null],
  ['ofc', 'OFc', 'zhuanban', null],
  ['ofd', 'OFd', 'zhuanban', null],
  ['ofd2', 'OFd', 'zhuanban', null],
  ['ldc', 'LDc', 'chengyun', null],
  ['ldd', 'LDd', 'chengyun', null],
  ['vgg', 'VGg', 'meiqiao', null],
  ['vgg2', 'VGg', 'meiqiao', null],
  ['vgm', 'VGm', 'meiqiao', null],
  ['ens', 'ENs', 'meiqiao', 's1'],
  ['enm', 'ENm', 'meiqiao', 's1'],
  ['efo', 'EFo', 'zhifa', null],
];

export const PERSONS = PEOPLE.map(([personId]) => personId);

const always = { from: '2020-01-01', to: null };

const unitsOf = (pack: Pack): Record<string, Unit> => {
  const town: Unit = {
    unitId: 'baihe',
    townId: 'baihe',
    name: '白鹤镇',
    aliases: [],
    kind: 'town',
    parentId: null,
    slug: null,
    issuerCode: '青白府',
    domains: [],
    orderBasis: null,
    ...always,
  };
  const own = pack.units.map(({ slug, name, kind, issuerCode, domains, orderBasis }): [string, Unit] => [
    slug,
    {
      ...town,
      unitId: slug,
      townId: kind === 'district-department' ? null : 'baihe',
      name,
      kind,
      parentId: 'baihe',
      slug,
      issuerCode: issuerCode ?? null,
      domains: domains ?? [],
      orderBasis: orderBasis ?? null,
    },
  ]);
  return { baihe: town, ...Object.fromEntries(own) };
};

const postOf = ([personId, role, unitId, subjectId]: (typeof PEOPLE)[number]): Post => ({
  postId: `${personId}-${role}`,
  personId,
  role,
  unitId,
  subjectId,
  ...always,
  certificate: role === 'EFo' ? { number: '沪0001', validFrom: '2020-01-01', validTo: '2030-12-31' } : null,
});

const townOf = (policy: Pack, calendar: Calendar): SimulatedTown => ({
  policy,
  calendar,
  directory: { townId: 'baihe', version: 1, units: unitsOf(policy), posts: PEOPLE.map(postOf) },
  subjects: [
    {
      subjectId: 's1',
      townId: 'baihe',
      name: '梅桥物业公司',
      kind: 'property-manager',
      unitId: null,
      protectedPerson: false,
    },
  ],
});

export const PACKS = ['drill', 'baihe-2025'] as const;
export type PackName = (typeof PACKS)[number];

/** The town under each pack: in seconds and in days. */
export const loadTowns = (): Record<PackName, SimulatedTown> => {
  const calendar = loadCalendar();
  return {
    drill: townOf(loadPack('policies/drill'), calendar),
    'baihe-2025': townOf(loadPack('policies/baihe-2025'), calendar),
  };
};
