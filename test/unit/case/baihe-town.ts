import { aPost } from '../../support/a-post';
import type { Directory, Subject, Unit } from '../../../domain/people/directory';
import type { Pack } from '../../../domain/policy/pack';
import { loadCalendar, loadPack } from '../../../policies';

export const baihe = loadPack('policies/baihe-2025');
export const drill = loadPack('policies/drill');
export const calendar = loadCalendar();

const unit = (unitId: string, more: Partial<Unit>): Unit => ({
  unitId,
  townId: 'baihe',
  name: unitId,
  aliases: [],
  kind: 'department',
  parentId: 'baihe',
  slug: unitId,
  issuerCode: null,
  domains: [],
  orderBasis: null,
  from: '2020-01-01',
  to: null,
  ...more,
});

const certificate = { number: '沪0001', validFrom: '2020-01-01', validTo: '2030-12-31' };

const units = (pack: Pack): Record<string, Unit> => ({
  baihe: unit('baihe', { kind: 'town', slug: null, issuerCode: '青白府' }),
  ...Object.fromEntries(
    pack.units.map((row) => [
      row.slug,
      unit(row.slug, {
        name: row.name,
        kind: row.kind,
        issuerCode: row.issuerCode ?? null,
        domains: row.domains ?? [],
        orderBasis: row.orderBasis ?? null,
      }),
    ]),
  ),
  'qu-xiaofang': unit('qu-xiaofang', {
    townId: null,
    kind: 'district-department',
    domains: ['fire'],
    orderBasis: '消防法',
  }),
  'qu-yingji': unit('qu-yingji', { townId: null, kind: 'district-department', domains: ['work-safety'] }),
});

/** The accounts of the demo as pure data; `ldc` also holds an OFd post. */
export const directoryOf = (pack: Pack): Directory => ({
  townId: 'baihe',
  version: 1,
  units: units(pack),
  posts: [
    aPost('l1', 'L1', 'baihe'),
    aPost('l2', 'L2', 'baihe'),
    aPost('ofc', 'OFc', 'zhuanban'),
    aPost('ofd', 'OFd', 'zhuanban'),
    aPost('ofd2', 'OFd', 'zhuanban'),
    aPost('ldc', 'LDc', 'chengyun'),
    aPost('ldc', 'OFd', 'zhuanban'),
    aPost('ldd', 'LDd', 'chengyun'),
    aPost('ru', 'RU', 'guibao'),
    aPost('vgg', 'VGg', 'meiqiao'),
    aPost('vgg2', 'VGg', 'meiqiao'),
    aPost('vgm', 'VGm', 'meiqiao'),
    aPost('ens', 'ENs', 'meiqiao', { subjectId: 's1' }),
    aPost('enm', 'ENm', 'meiqiao', { subjectId: 's1' }),
    aPost('ow', 'OW', 'touzi', { subjectId: 's2' }),
    aPost('efo1', 'EFo', 'zhifa', { certificate }),
    aPost('efo2', 'EFo', 'zhifa', { certificate }),
    aPost('efh', 'EFh', 'zhifa', { certificate }),
    aPost('ds1', 'DS', 'qu-xiaofang', { certificate }),
    aPost('ds2', 'DS', 'qu-yingji', { certificate }),
    aPost('au', 'AU', 'baihe'),
    aPost('sa', 'SA', 'baihe'),
  ],
});

export const subjects: Subject[] = [
  {
    subjectId: 's1',
    townId: 'baihe',
    name: '梅桥物业公司',
    kind: 'property-manager',
    unitId: null,
    protectedPerson: false,
  },
  { subjectId: 's2', townId: 'baihe', name: '房东', kind: 'enterprise', unitId: null, protectedPerson: false },
];

export const partsOf = (pack: Pack) => ({
  policy: pack,
  calendar,
  directory: directoryOf(pack),
  subjects,
  attachments: [],
});
