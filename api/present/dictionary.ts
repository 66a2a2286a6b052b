import { OVERLAY_NAMES, overlayName } from '../../domain/case/overlays';
import { STATUS_NAMES } from '../../domain/case/gate';
import type { CaseSource } from '../../domain/case/file';
import { CLOCK } from '../../domain/clock-names';
import type { Lamp } from '../../domain/clock/lamp';
import { ACT_NAMES } from '../../domain/escalation/acts';
import type { EscalationStatus } from '../../domain/escalation/file';
import type { SubjectKind, UnitKind } from '../../domain/people/directory';
import type { PostStatus } from '../../domain/people/roll';
import { ROLE_NAMES } from '../../domain/people/roles';
import { RUNG_ACT_NAMES } from '../../domain/policy/check-ladders';
import type { Grade, HazardDomain } from '../../domain/policy/pack';
import { caseCommandBodies } from '../commands/case';
import { escalationCommandBodies } from '../commands/escalation';
import { proposalBodies } from '../commands/proposals';
import { PROBLEMS } from '../problem';

type Names = Readonly<Record<string, string>>;

const grades: Record<Grade, string> = { general: '一般隐患', major: '重大隐患' };
const domains: Record<HazardDomain, string> = {
  'work-safety': '生产安全',
  fire: '消防',
  construction: '建设施工',
  gas: '燃气',
  traffic: '交通',
  other: '其他',
};
const sources: Record<CaseSource, string> = {
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
const lamps: Record<Lamp, string> = { green: '绿灯', yellow: '黄灯', red: '红灯' };
const unitKinds: Record<UnitKind, string> = {
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
const subjectKinds: Record<SubjectKind, string> = {
  enterprise: '企业',
  'sole-trader': '个体工商户',
  individual: '个人',
  'property-manager': '物业管理单位',
  'public-body': '机关事业单位',
};
const escalationStatuses: Record<EscalationStatus, string> = {
  proposed: '已提请',
  approved: '已批准',
  held: '已举行',
  completed: '已办结',
  rejected: '未批准',
  withdrawn: '已撤回',
};
const postStatuses: Record<PostStatus, string> = {
  given: '已任命',
  pending: '待确认',
  declined: '已退回',
  withdrawn: '已撤回',
};
const deadlineStates: Names = {
  armed: '计时中',
  fired: '已逾期',
  paused: '已中止',
  met: '已完成',
  cancelled: '已取消',
  skipped: '已略过',
};
const paperStates: Names = { issued: '已制发', served: '已送达', withdrawn: '已撤回', void: '已作废' };

const named = (table: Readonly<Record<string, { words: { name: string } }>>): Names =>
  Object.fromEntries(Object.entries(table).map(([code, { words }]) => [code, words.name]));

/** Every list of codes that stands in bodies and answers, with the Chinese name of each code. */
export const DICTIONARY: Readonly<Record<string, Names>> = {
  'case-status': STATUS_NAMES,
  grade: grades,
  domain: domains,
  source: sources,
  overlay: Object.fromEntries([
    ...OVERLAY_NAMES.map((overlay) => [overlay, overlayName(overlay)]),
    ['protected-source', '保护来源'],
  ]) as Names,
  lamp: lamps,
  clock: Object.fromEntries(Object.entries(CLOCK).map(([code, { name }]) => [code, name])),
  'deadline-state': deadlineStates,
  'rung-act': RUNG_ACT_NAMES,
  'paper-state': paperStates,
  'case-command': named(caseCommandBodies),
  'proposal-act': Object.fromEntries(Object.values(proposalBodies).map(({ act, name }) => [act, name])),
  'escalation-act': Object.fromEntries(ACT_NAMES.map((act) => [act, RUNG_ACT_NAMES[act]])),
  'escalation-status': escalationStatuses,
  'escalation-command': named(escalationCommandBodies),
  role: ROLE_NAMES,
  'unit-kind': unitKinds,
  'subject-kind': subjectKinds,
  'post-status': postStatuses,
  problem: Object.fromEntries(Object.entries(PROBLEMS).map(([code, { title }]) => [code, title])),
};
