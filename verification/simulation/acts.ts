import type { CaseCommand, ReportCommand } from '../../domain/case/commands';
import type { CaseFile } from '../../domain/case/file';
import { civilDateOf } from '../../domain/clock/civil';
import { plusMs, type Instant } from '../../domain/clock/instant';
import type { EscalationCommand } from '../../domain/escalation/commands';
import type { EscalationFile } from '../../domain/escalation/file';
import type { AnyFile } from '../../domain/modules';
import { photoBy } from './photos';

type Build = (file: CaseFile, who: string, now: Instant) => CaseCommand;

const deciding =
  (decision: 'approve' | 'reject'): Build =>
  ({ proposals }) => ({
    type: 'decide-proposal',
    proposalId: proposals[0]?.proposalId ?? 'none',
    decision,
    opinion: '阅',
    ...(decision === 'reject' && proposals[0]?.act === 'close' ? { returnTo: 'rechecking' as const } : {}),
    ...(proposals[0]?.act === 'reassign-above' ? { unitId: 'meiqiao' } : {}),
  });

/** What people do to a case, by the word a script uses. */
const ON_CASE: Record<string, Build> = {
  verify: () => ({ type: 'verify', method: 'documents', finding: '属实' }),
  grade: ({ hazardType }) => ({
    type: 'grade',
    grade: 'general',
    domain: 'fire',
    hazardType,
    clauseId: 'baihe-charging-site',
    subjectIds: ['s1'],
  }),
  assign: () => ({ type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] }),
  reassign: () => ({
    type: 'reassign',
    leadUnitId: 'chengyun',
    responsibleUnitId: 'meiqiao',
    coUnitIds: [],
    reason: '属地',
  }),
  accept: () => ({ type: 'accept-assignment' }),
  refuse: () => ({ type: 'refuse-assignment', reason: '非本村' }),
  notice: ({ policy: { packId } }, _, now) => ({
    type: 'issue-notice',
    paperType: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '配置消防设施',
    ...(packId === 'drill' ? {} : { dueOn: civilDateOf(plusMs(now, 20 * 86_400_000)) }),
  }),
  serve: ({ papers }, _, now) => ({
    type: 'record-service',
    documentId: papers.at(-1)?.documentId ?? 'none',
    mode: 'direct',
    servedAt: now,
    recipientName: '王某',
    refused: false,
  }),
  progress: () => ({ type: 'report-progress', percent: 50, done: '部分完成', attachmentIds: [] }),
  request: ({ caseId }, who, now) => ({
    type: 'request-recheck',
    report: '已整改',
    beforeAttachmentIds: [photoBy(who, caseId, now, 1)],
    afterAttachmentIds: [photoBy(who, caseId, now, 2)],
  }),
  start: () => ({ type: 'start-recheck' }),
  pass: ({ caseId }, who, now) => ({
    type: 'record-recheck',
    result: 'passed',
    findings: '合格',
    attachmentIds: [photoBy(who, caseId, now)],
  }),
  fail: ({ caseId }, who, now) => ({
    type: 'record-recheck',
    result: 'failed',
    findings: '不合格',
    attachmentIds: [photoBy(who, caseId, now)],
  }),
  'visit-clean': ({ caseId }, who, now) => ({
    type: 'record-watch-visit',
    result: 'clean',
    attachmentIds: [photoBy(who, caseId, now)],
  }),
  'visit-found': ({ caseId }, who, now) => ({
    type: 'record-watch-visit',
    result: 'found-again',
    attachmentIds: [photoBy(who, caseId, now)],
  }),
  'propose-void': ({ caseId }, who, now) => ({
    type: 'propose',
    act: 'void',
    reason: '不属实',
    attachmentIds: [photoBy(who, caseId, now)],
    fields: {},
  }),
  'propose-relapse': ({ caseId }, who, now) => ({
    type: 'propose',
    act: 'relapse',
    reason: '再现',
    attachmentIds: [photoBy(who, caseId, now)],
    fields: {},
  }),
  'propose-extend': ({ policy: { packId } }, _, now) => ({
    type: 'propose',
    act: 'extend',
    reason: '材料未到',
    attachmentIds: [],
    fields: {
      measures: '专人看护',
      ...(packId === 'drill' ? {} : { newDueOn: civilDateOf(plusMs(now, 30 * 86_400_000)) }),
    },
  }),
  'propose-suspend': () => ({
    type: 'propose',
    act: 'suspend',
    reason: '台风',
    attachmentIds: [],
    fields: { ground: 'force-majeure', control: { notNeeded: '现场已停用' } },
  }),
  'propose-resume': () => ({ type: 'propose', act: 'resume', reason: '台风已过', attachmentIds: [], fields: {} }),
  approve: deciding('approve'),
  reject: deciding('reject'),
  note: () => ({ type: 'add-note', text: '催办' }),
  withdraw: () => ({ type: 'withdraw-lead', reason: '误报' }),
};

type BuildOther = (file: EscalationFile, now: Instant) => EscalationCommand;

const decidingOther =
  (decision: 'approve' | 'reject'): BuildOther =>
  ({ proposals }) => ({
    type: 'decide-proposal',
    proposalId: proposals[0]?.proposalId ?? 'none',
    decision,
    opinion: '阅',
  });

/** Who hosts for a unit; a leader does for any. */
const HOSTS: Record<string, string> = { zhuanban: 'ofd', chengyun: 'ldd' };

/** What people do to an escalation. */
const ON_ESCALATION: Record<string, BuildOther> = {
  approve: decidingOther('approve'),
  reject: decidingOther('reject'),
  hold: ({ hostUnitId }, now) => ({
    type: 'hold-interview',
    heldAt: now,
    hostPersonId: HOSTS[hostUnitId] ?? 'l2',
    attendees: ['王某'],
  }),
  absent: (_, now) => ({
    type: 'record-absence',
    reason: '已送达通知，未到',
    scheduledAt: now,
    attachmentIds: [],
  }),
  minutes: () => ({ type: 'file-minutes', text: '纪要', attachmentIds: [] }),
  answer: () => ({ type: 'file-interview-report', text: '整改报告', attachmentIds: [] }),
  hear: (_, now) => ({ type: 'hear-company', statement: '无异议', heardAt: now }),
  publish: () => ({ type: 'publish', channel: '公告栏' }),
  'withdraw-circular': () => ({ type: 'withdraw-circular', reason: '有误' }),
};

export const WORDS = { case: Object.keys(ON_CASE), escalation: Object.keys(ON_ESCALATION) };

/** The command that a word means on this file; undefined where it means nothing. */
export const commandFor = (
  word: string,
  { file, who, now }: { file: AnyFile; who: string; now: Instant },
): CaseCommand | EscalationCommand | undefined =>
  'caseId' in file ? ON_CASE[word]?.(file, who, now) : ON_ESCALATION[word]?.(file, now);

export const reportBy = (who: string, caseId: string, now: Instant): ReportCommand => ({
  type: 'report',
  title: '充电场所未达到消防安全要求',
  description: '',
  source: 'grid-patrol',
  foundAt: now,
  place: { address: '梅桥村1号' },
  hazardType: 'charging-site-fire',
  subjectIds: [],
  campaignIds: [],
  protectedSource: false,
  attachmentIds: [photoBy(who, caseId, now)],
});

/** Who would sensibly do what next, as `person word`; the likeliest come first and more than once. */
export const sensible = (file: AnyFile): string[] => {
  if (!('caseId' in file)) return SENSIBLE_OTHER[`${file.act} ${file.status}`] ?? ['ofc publish'];
  if (file.status === 'assigned') {
    return file.assignment.accepted ? ['ldc notice'] : ['vgm accept', 'vgm accept', 'vgm refuse', 'ofc reassign'];
  }
  const open = file.proposals.length > 0 && file.status !== 'closure-review';
  const deciders = ['ofd approve', 'ofd2 approve', 'l2 approve', 'ldd approve', 'ofd reject'];
  if (file.overlays.includes('suspended')) return open ? deciders : ['ofc propose-resume', 'ens propose-resume'];
  return open ? [...deciders, ...(SENSIBLE[file.status] ?? [])] : (SENSIBLE[file.status] ?? ['ofc note']);
};

const SENSIBLE: Record<string, string[]> = {
  lead: ['ofc verify', 'ofc verify', 'ofc verify', 'ofc propose-void', 'vgg withdraw'],
  registered: ['ldc grade', 'ldc grade', 'ldc grade', 'ldd propose-void'],
  graded: ['ofc assign'],
  notified: ['ldc serve'],
  rectifying: [
    'ens request',
    'ens request',
    'ens request',
    'ens progress',
    'ens propose-extend',
    'ofc propose-suspend',
  ],
  'awaiting-recheck': ['ldc start', 'ldc start', 'ldd start', 'ofc propose-suspend'],
  rechecking: ['ldc pass', 'ldc pass', 'ldc fail', 'ldd pass'],
  'closure-review': ['ofd approve', 'ofd2 approve', 'l2 approve', 'ofd reject'],
  watching: ['vgg visit-clean', 'vgg visit-clean', 'vgg2 visit-found', 'vgg2 propose-relapse'],
};

const SENSIBLE_OTHER: Record<string, string[]> = {
  'supervise proposed': ['ofd approve', 'ofd reject'],
  'interview proposed': ['l2 approve', 'l2 approve', 'l1 approve', 'l2 reject'],
  'interview approved': ['ofc hold', 'ldc hold', 'l2 hold', 'ofc absent', 'ldc absent'],
  'interview held': ['ofc minutes', 'enm answer', 'vgm answer', 'ofd answer'],
  'circular proposed': ['l2 approve', 'ofc hear', 'l1 approve', 'l2 reject'],
  'circular approved': ['ofc publish', 'ofc hear'],
  'circular completed': ['ofc withdraw-circular'],
};
