import { APPLYING_ROLES, type Grant } from './permit';
import { ROLES, type Role } from './roles';

export const OF: Role[] = ['OFc', 'OFd'];
export const LD: Role[] = ['LDc', 'LDd'];
export const VG: Role[] = ['VGg', 'VGm'];
export const EN: Role[] = ['ENs', 'ENm'];
export const EF: Role[] = ['EFo', 'EFh'];

/** Subject's side: enterprise, owner, or the unit that is itself the subject. */
export const OWN: Grant[] = [{ roles: [...EN, 'OW', ...APPLYING_ROLES], relation: 'own' }];
/** Who may file for a subject without an account: the responsible unit, and the village where it lies (settled 3.6). */
export const ON_BEHALF: Grant[] = [
  { roles: ['RU', ...VG, ...LD, ...EF, 'ST', 'OW'], relation: 'responsible' },
  { roles: VG, relation: 'subject-village' },
];
/** Who reports progress beside the subject's side (authority.md 2). */
export const PROGRESS: Grant[] = [{ roles: [...LD, ...VG, ...EF] }];
export const INSPECTORS: Grant[] = [{ roles: [...LD, ...EF, 'ST', 'DS'], inspects: true }];

/** Who may report: everyone but audit and system administration (authority.md 2). */
export const MAY_REPORT: Grant[] = [{ roles: ROLES.filter((role) => role !== 'AU' && role !== 'SA') }];

/**
 * Who may give a command (authority.md 2), where other rules ask it too: whether a unit has anybody who can, who signs second.
 * A right that nothing else asks stands in the slice of its command.
 */
export const RIGHTS = {
  verify: [{ roles: [...OF, ...LD, 'RU', ...EF, 'ST', 'DS'] }, { roles: VG, relation: 'village' }],
  grade: [{ roles: [...LD, ...EF, 'DS'], inspects: true }],
  assign: [{ roles: OF }],
  'accept-assignment': [{ roles: ['RU', 'VGm', ...LD, 'EFh', 'ST', 'OW'], relation: 'responsible' }],
  'record-service': [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG], relation: 'issuing' }],
  'file-plan': [...OWN, ...ON_BEHALF],
  'report-progress': [...OWN, ...ON_BEHALF, ...PROGRESS],
  'request-recheck': [...OWN, ...ON_BEHALF],
  'start-recheck': [...INSPECTORS, { roles: ['RU'], inspects: true }],
  'record-recheck': [...INSPECTORS, { roles: ['RU'], inspects: true }],
  'impose-control': [{ roles: [...EF, 'ST', 'DS'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  'record-watch-visit': [{ roles: [...LD, ...VG, ...EF, 'ST', 'RU'] }],
  'record-report-up': [{ roles: ['OFc', ...LD] }],
} satisfies Record<string, Grant[]>;

/** Who may open a 督办, 约谈 or 通报 by hand (authority.md 1, last rows). */
export const MAY_ESCALATE: Grant[] = [{ roles: [...OF, ...LD] }];
