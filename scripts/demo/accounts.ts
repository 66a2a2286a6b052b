import type { SubjectKind } from '../../domain/people/directory';
import type { Role } from '../../domain/people/roles';

/** An account of demo mode; the password is `drill-<username>`. */
export interface DemoAccount {
  username: string;
  name: string;
  role: Role;
  /** Short name of the unit in the pack; `zhengfu` is the town government, `district` the district itself. */
  unit: string;
  subject?: keyof typeof DEMO_SUBJECTS;
  certificate?: string;
  /** A second post of the same person. */
  also?: { role: Role; unit: string };
}

export const DEMO_TOWN = 'drill-town';
export const OTHER_TOWN = 'other-town';
export const DEMO_PACK = 'drill';
export const demoPassword = (username: string): string => `drill-${username}`;

/** Posts and certificates begin here, so that a test may set its clock to any day of the notice. */
export const DEMO_SINCE = '2025-01-01';
export const CERTIFICATE_SPAN = { validFrom: '2024-01-01', validTo: '2031-12-31' };

export const DEMO_SUBJECTS = {
  company: { subjectId: 'drill-company', name: '白鹤梅桥物业服务有限公司', kind: 'property-manager' },
  landlord: { subjectId: 'drill-landlord', name: '白鹤梅桥资产经营有限公司', kind: 'enterprise' },
  office: { subjectId: 'drill-pingan', name: '平安办（公共设施）', kind: 'public-body' },
} as const satisfies Record<string, { subjectId: string; name: string; kind: SubjectKind }>;

export const DEMO_SITE = {
  siteId: 'drill-charging-site',
  name: '梅桥村电动自行车充电棚',
  type: '充电场所',
  address: '白鹤镇梅桥村 88 号',
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'l1', name: '镇长甲', role: 'L1', unit: 'zhengfu' },
  { username: 'l2', name: '副镇长乙', role: 'L2', unit: 'zhengfu' },
  { username: 'ofc', name: '专班经办丙', role: 'OFc', unit: 'zhuanban' },
  { username: 'ofd', name: '专班主任丁', role: 'OFd', unit: 'zhuanban' },
  { username: 'ofd2', name: '专班副主任戊', role: 'OFd', unit: 'zhuanban' },
  {
    username: 'ldc',
    name: '城运经办己',
    role: 'LDc',
    unit: 'chengyun',
    also: { role: 'OFd', unit: 'zhuanban' },
  },
  { username: 'ldd', name: '城运主任庚', role: 'LDd', unit: 'chengyun' },
  { username: 'ru', name: '平安办辛', role: 'RU', unit: 'pingan' },
  { username: 'vgg', name: '网格员壬', role: 'VGg', unit: 'meiqiao' },
  { username: 'vgm', name: '村委员癸', role: 'VGm', unit: 'meiqiao' },
  { username: 'ens', name: '企业安全员子', role: 'ENs', unit: 'zhengfu', subject: 'company' },
  { username: 'enm', name: '企业负责人丑', role: 'ENm', unit: 'zhengfu', subject: 'company' },
  { username: 'ow', name: '产权方寅', role: 'OW', unit: 'zhengfu', subject: 'landlord' },
  { username: 'efo1', name: '执法队员卯', role: 'EFo', unit: 'zhifa', certificate: '沪执法0001' },
  { username: 'efo2', name: '执法队员辰', role: 'EFo', unit: 'zhifa', certificate: '沪执法0002' },
  { username: 'efh', name: '执法队长巳', role: 'EFh', unit: 'zhifa', certificate: '沪执法0003' },
  { username: 'efr', name: '法制审核午', role: 'EFr', unit: 'zhifa' },
  { username: 'st', name: '派出所民警未', role: 'ST', unit: 'paichusuo', certificate: '沪执法0004' },
  { username: 'ds1', name: '区消防申', role: 'DS', unit: 'qu-xiaofang', certificate: '沪执法0005' },
  { username: 'ds2', name: '区应急酉', role: 'DS', unit: 'qu-yingji', certificate: '沪执法0006' },
  { username: 'ex', name: '专家戌', role: 'EX', unit: 'zhengfu' },
  { username: 'au', name: '审计亥', role: 'AU', unit: 'zhengfu' },
  { username: 'sa', name: '系统管理员', role: 'SA', unit: 'district' },
  { username: 'rp', name: '举报人', role: 'RP', unit: 'zhengfu' },
];

/** The second town's only account: nothing of the first town exists for it. */
export const OTHER_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'other-ofc', name: '邻镇专班经办', role: 'OFc', unit: 'zhuanban' },
];
