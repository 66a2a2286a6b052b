import type { RegisterAct } from '../../answers/subject';
import type { AccountActStatus } from '../../../domain/people/account-acts';
import type { SubjectKind, UnitKind } from '../../../domain/people/directory';
import type { AccountDecision, PostAct } from '../../../domain/people/offered';
import type { PostStatus } from '../../../domain/people/roll';
import type { TokenScope } from '../../../domain/people/scopes';
import type { Right } from '../../rights';

export const UNIT_KIND_NAMES: Readonly<Record<UnitKind, string>> = {
  town: '镇政府',
  office: '办公室',
  department: '镇职能部门',
  village: '村居',
  enforcement: '综合执法队',
  station: '站所',
  company: '镇属公司',
  district: '区',
  'district-department': '区级部门',
};

export const SUBJECT_KIND_NAMES: Readonly<Record<SubjectKind, string>> = {
  enterprise: '企业',
  'sole-trader': '个体工商户',
  individual: '个人',
  'property-manager': '物业管理单位',
  'public-body': '机关事业单位',
};

export const POST_STATUS_NAMES: Readonly<Record<PostStatus, string>> = {
  given: '已任命',
  pending: '待确认',
  declined: '已退回',
  withdrawn: '已撤回',
};

export const ACCOUNT_DECISION_NAMES: Readonly<Record<AccountDecision, string>> = {
  confirm: '确认',
  decline: '退回',
  withdraw: '撤回',
};

export const POST_ACT_NAMES: Readonly<Record<PostAct, string>> = { ...ACCOUNT_DECISION_NAMES, end: '结束岗位' };

export const ACCOUNT_ACT_STATUS_NAMES: Readonly<Record<AccountActStatus, string>> = {
  done: '已办理',
  pending: '待确认',
  declined: '已退回',
  withdrawn: '已撤回',
};

/** What a personal token opens. */
export const SCOPE_NAMES: Readonly<Record<TokenScope, string>> = { read: '查看', report: '上报', act: '办理' };

/** What somebody may do beside the cases. */
export const RIGHT_NAMES: Readonly<Record<Right, string>> = {
  'manage-towns': '管理镇',
  'manage-people': '管理人员和岗位',
  'confirm-posts': '确认任命',
  'manage-units': '管理单位',
  'manage-webhooks': '管理推送地址',
  'read-audit': '查看审计日志',
  'propose-policy': '提请改用政策包版本',
  'decide-policy': '审批改用政策包版本',
  'keep-registers': '维护责任主体和点位',
  'merge-registers': '合并重复的责任主体和点位',
  upload: '上传附件',
  owe: '承办有时限的事项',
  decide: '审批、会签',
  escalate: '提请督办、约谈、通报',
  'see-escalations': '查看督办、约谈、通报',
  'look-up': '查阅单位、人员等基础信息',
};

/** What may be done to a subject or a site that is there. */
export const REGISTER_ACT_NAMES: Readonly<Record<RegisterAct, string>> = { amend: '编辑', merge: '合并', end: '撤销' };
