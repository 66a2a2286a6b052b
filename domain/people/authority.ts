import type { CaseCommandType } from '../case/commands';
import type { CaseProposalAct } from '../case/proposal';
import type { EscalationCommandType } from '../escalation/commands';
import { APPLYING_ROLES, type Grant } from './permit';
import { ROLES, type Role } from './roles';

const OF: Role[] = ['OFc', 'OFd'];
const LD: Role[] = ['LDc', 'LDd'];
const VG: Role[] = ['VGg', 'VGm'];
const EN: Role[] = ['ENs', 'ENm'];
const EF: Role[] = ['EFo', 'EFh'];

/** Subject's side: enterprise, owner, or the unit that is itself the subject. */
export const OWN: Grant[] = [{ roles: [...EN, 'OW', ...APPLYING_ROLES], relation: 'own' }];
/** Who may file for a subject without an account: the responsible unit, and the village where it lies (settled 3.6). */
export const ON_BEHALF: Grant[] = [
  { roles: ['RU', ...VG, ...LD, ...EF, 'ST', 'OW'], relation: 'responsible' },
  { roles: VG, relation: 'subject-village' },
];
/** Who reports progress beside the subject's side (authority.md 2). */
export const PROGRESS: Grant[] = [{ roles: [...LD, ...VG, ...EF] }];
const INSPECTORS: Grant[] = [{ roles: [...LD, ...EF, 'ST', 'DS'], inspects: true }];

/** Who may report: everyone but audit and system administration (authority.md 2). */
export const MAY_REPORT: Grant[] = [{ roles: ROLES.filter((role) => role !== 'AU' && role !== 'SA') }];

/** Direct commands and who may give them (authority.md 2). Proposals have their own table. */
export const DIRECT: Record<
  Exclude<CaseCommandType, 'propose' | 'decide-proposal' | 'withdraw-proposal' | 'co-sign'>,
  Grant[]
> = {
  verify: [{ roles: [...OF, ...LD, 'RU', ...EF, 'ST', 'DS'] }, { roles: VG, relation: 'village' }],
  grade: [{ roles: [...LD, ...EF, 'DS'], inspects: true }],
  assign: [{ roles: OF }],
  reassign: [{ roles: OF }],
  'accept-assignment': [{ roles: ['RU', 'VGm', ...LD, 'EFh', 'ST', 'OW'], relation: 'responsible' }],
  'refuse-assignment': [{ roles: ['RU', 'VGm', ...LD, 'EFh', 'ST', 'OW'], relation: 'responsible' }],
  'issue-notice': [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG] }],
  'record-service': [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG], relation: 'issuing' }],
  'withdraw-notice': [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG], relation: 'issuing' }],
  'cancel-order': [{ roles: ['EFh', 'ST', 'DS'], relation: 'issuing' }, { roles: ['DS', 'OFc'] }],
  'file-plan': [...OWN, ...ON_BEHALF],
  'decide-plan': [{ roles: ['DS'] }, { roles: ['L2', 'L1'] }, { roles: LD }],
  'report-progress': [...OWN, ...ON_BEHALF, ...PROGRESS],
  'request-recheck': [...OWN, ...ON_BEHALF],
  'start-recheck': [...INSPECTORS, { roles: ['RU'], inspects: true }],
  'record-recheck': [...INSPECTORS, { roles: ['RU'], inspects: true }],
  'fix-on-the-spot': INSPECTORS,
  'impose-control': [{ roles: [...EF, 'ST', 'DS'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  'lift-control': [{ roles: [...EF, 'ST', 'DS', 'L2'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  'extend-control': [{ roles: [...EF, 'ST', 'DS', 'L2'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  'record-watch-visit': [{ roles: [...LD, ...VG, ...EF, 'ST', 'RU'] }],
  'record-report-up': [{ roles: ['OFc', ...LD] }],
  'withdraw-lead': MAY_REPORT,
  'add-note': [{ roles: ROLES.filter((role) => !['AU', 'SA', 'RP', 'EX'].includes(role)) }],
};

/** Who may propose an act on a case (authority.md 1). `close` and `reassign-above` are opened by the system alone. */
export const PROPOSE: Record<CaseProposalAct, Grant[]> = {
  void: [{ roles: [...OF, ...LD, 'RU', ...VG, ...EF, 'ST', 'DS'] }],
  'confirm-major': [{ roles: [...OF, ...LD, ...EF, 'ST'] }],
  'statutory-order': [{ roles: ['EFo', 'ST', 'DS'] }],
  'impose-control': [{ roles: [...VG, ...LD, ...OF, 'RU'] }],
  'new-date': INSPECTORS,
  close: [],
  relapse: [{ roles: [...LD, 'RU', ...VG, ...EF, 'ST', 'DS', 'EX'] }],
  'reassign-above': [],
};

/** Commands on an escalation (authority.md 2). */
export const ON_ESCALATION: Record<Exclude<EscalationCommandType, 'decide-proposal' | 'withdraw-proposal'>, Grant[]> = {
  'hold-interview': [{ roles: [...OF, ...LD], relation: 'host' }],
  'record-absence': [{ roles: [...OF, ...LD], relation: 'host' }],
  'file-minutes': [{ roles: [...OF, ...LD], relation: 'host' }],
  'file-interview-report': [{ roles: ['ENm', 'OW', 'VGm', 'RU', 'LDd', 'OFd', 'EFh', 'ST'], relation: 'addressee' }],
  'hear-company': [{ roles: [...OF, ...LD] }],
  publish: [{ roles: ['OFc'] }],
  'withdraw-circular': [{ roles: ['OFc'] }],
};

/** Who may open a 督办, 约谈 or 通报 by hand (authority.md 1, last rows). */
export const MAY_ESCALATE: Grant[] = [{ roles: [...OF, ...LD] }];
