import type { CaseSource } from '../../../domain/case/file';
import type { Lamp } from '../../../domain/clock/lamp';
import type { EscalationStatus } from '../../../domain/escalation/file';
import type { Ladder } from '../../../domain/policy/ladder';
import type { Grade, HazardDomain, HazardTag } from '../../../domain/policy/pack';
import type { MEASURE_KINDS } from '../../commands/case/file-plan';

export const GRADE_NAMES: Readonly<Record<Grade, string>> = { general: '一般隐患', major: '重大隐患' };

export const DOMAIN_NAMES: Readonly<Record<HazardDomain, string>> = {
  'work-safety': '生产安全',
  fire: '消防',
  construction: '建设施工',
  gas: '燃气',
  traffic: '交通',
  other: '其他',
};

export const SOURCE_NAMES: Readonly<Record<CaseSource, string>> = {
  'self-check': '单位自查',
  'grid-patrol': '网格巡查',
  inspection: '检查',
  'third-party': '第三方检查',
  expert: '专家检查',
  'public-report': '群众举报',
  'hotline-12345': '12345 热线',
  suishenpai: '随申拍',
  'device-alarm': '设备报警',
  superior: '上级交办',
  volunteer: '志愿者',
};

export const LAMP_NAMES: Readonly<Record<Lamp, string>> = { green: '绿灯', yellow: '黄灯', red: '红灯' };

export const ESCALATION_STATUS_NAMES: Readonly<Record<EscalationStatus, string>> = {
  proposed: '已提请',
  approved: '已批准',
  held: '已举行',
  completed: '已办结',
  rejected: '未批准',
  withdrawn: '已撤回',
};

/** Of a paper, whatever it belongs to. */
export const PAPER_STATE_NAMES = { issued: '已制发', served: '已送达', withdrawn: '已撤回', void: '已作废' } as const;

export const MEASURE_KIND_NAMES: Readonly<Record<(typeof MEASURE_KINDS)[number], string>> = {
  people: '人防',
  technical: '技防',
  engineering: '工程措施',
  management: '管理措施',
};

export const HAZARD_TAG_NAMES: Readonly<Record<HazardTag, string>> = {
  'fix-at-once': '立即整改',
  'high-risk': '高危',
  'e-bike': '电动自行车',
  'exit-blocked': '堵塞出口通道',
  'major-disaster': '可致重特大事故',
};

export const LADDER_ADDRESSEE_NAMES: Readonly<Record<Ladder['addressee'], string>> = {
  enterprise: '企业',
  individual: '个人',
  'government-unit': '政府单位',
};

export const LADDER_TRIGGER_NAMES: Readonly<Record<NonNullable<Ladder['trigger']>, string>> = {
  late: '逾期',
  'slow-progress': '进展缓慢',
  'weak-major': '重大隐患处置不力',
};

/** How a paper was served. */
export const SERVICE_MODE_NAMES = {
  direct: '直接送达',
  left: '留置送达',
  electronic: '电子送达',
  mail: '邮寄送达',
  'public-notice': '公告送达',
} as const;

/** What a preview says will happen, by kind. */
export const EFFECT_KIND_NAMES = {
  status: '状态',
  deadline: '时限',
  paper: '文书',
  message: '通知',
  proposal: '审批',
  other: '其他',
} as const;

export const RECHECK_RESULT_NAMES = { passed: '合格', failed: '不合格' } as const;
export const VISIT_RESULT_NAMES = { clean: '未见复发', 'found-again': '再次发现' } as const;
export const VERIFY_METHOD_NAMES = { 'on-site': '现场核实', documents: '书面核实' } as const;
export const DECISION_NAMES = { approve: '批准', reject: '退回' } as const;
export const CO_SIGN_NAMES = { confirm: '同意会签', decline: '不同意会签' } as const;
