import { CLOCK, clockName, type ClockName } from '../../domain/clock-names';
import { RUNG_ACT_NAMES } from '../../domain/policy/check-ladders';
import type { RungAct } from '../../domain/stream';

/** What a message says of its fact, as the deciding transaction wrote it down. */
export type Told = Readonly<Record<string, unknown>>;

const word = (told: Told, field: string): string => {
  const value = told[field];
  return typeof value === 'string' ? value : '';
};

const isClock = (name: string): name is ClockName => Object.hasOwn(CLOCK, name);
const isRungAct = (name: string): name is RungAct => Object.hasOwn(RUNG_ACT_NAMES, name);

const clockOf = (told: Told): string => {
  const clock = word(told, 'clock');
  return isClock(clock) ? clockName(clock) : '时限';
};

/** Why the system takes a proposal back. */
const WITHDRAWN: Readonly<Record<string, string>> = {
  overtaken: '情况已变化',
  lapsed: '逾期未批即不准',
  'case-archived': '隐患已归档',
};

/** What happened, without what it happened to, by the template of the message. */
const TEXTS: Readonly<Record<string, (told: Told) => string>> = {
  assigned: () => '已交办给您所在的单位，请签收。',
  'notice-issued': () => '整改文书已制发，等待送达。',
  'notice-served': () => '整改文书已送达，整改时限开始计算。',
  'notice-withdrawn': () => '整改文书已撤回。',
  'order-cancelled': () => '责令文书已撤销。',
  'major-confirmed': () => '已确认为重大隐患，请按重大隐患的要求办理。',
  'decision-asked': () => '有一项提请等待您审批。',
  'proposal-withdrawn': (told) => `您的提请已失效：${WITHDRAWN[word(told, 'reason')] ?? '情况已变化'}。`,
  'co-sign-asked': () => '有一项办理等待您会签。',
  'extension-refused': () => '延期申请未获批准，原整改期限不变。',
  'date-moved': (told) => `整改期限改为 ${word(told, 'newDueOn')}。`,
  suspended: (told) =>
    `已中止办理（${word(told, 'ground')}）${word(told, 'until') === '' ? '' : `，至 ${word(told, 'until')}`}。`,
  'suspension-recalled': () => '中止的情形已不存在，请复核是否恢复办理。',
  resumed: () => '已恢复办理，时限继续计算。',
  closed: () => '已审核销号，进入回头看。',
  'closure-returned': () => '销号审核未通过，已退回。',
  'relapse-confirmed': () => '已认定回潮，重新整改。',
  voided: () => '经核实不属实，已终结。',
  reminder: (told) => `${clockOf(told)}临近或已过，请尽快办理。`,
  'deadline-missed': (told) => `${clockOf(told)}已逾期。`,
  'protected-person-late': (told) =>
    `特殊保护人员的${clockOf(told)}已逾期，请上门帮助${word(told, 'family') === 'missing' ? '；尚未登记家属联系方式' : '，并联系其家属'}。`,
};

const OUTCOMES: Readonly<Record<string, string>> = {
  approved: '已批准',
  withdrawn: '已撤回',
  published: '已发布',
  'circular-withdrawn': '已撤回',
};

/** `interview-approved`: an escalation's act and what became of it. */
const ofEscalation = (template: string): string | undefined => {
  const [act = ''] = template.split('-');
  const name = isRungAct(act) ? RUNG_ACT_NAMES[act] : undefined;
  const outcome = OUTCOMES[template.slice(act.length + 1)];
  return name === undefined || outcome === undefined ? undefined : `${name}${outcome}。`;
};

/** Nobody is late: there is nobody who could be. */
const nobodyHome = (told: Told): string =>
  `「${clockOf(told).replace(/时限$/, '')}」目前无人可以办理，已改由上一级办理，请尽快落实人员岗位。`;

const ofRung = (template: string, told: Told): string | undefined => {
  const act = template.startsWith('rung-') ? template.slice('rung-'.length) : '';
  if (act === 'nobody-home') return nobodyHome(told);
  return isRungAct(act) ? `${clockOf(told)}逾期，已到「${RUNG_ACT_NAMES[act]}」一档。` : undefined;
};

/** A message in words, Chinese; every template has its text. */
export const textOf = (template: string, told: Told): string =>
  (Object.hasOwn(TEXTS, template) ? TEXTS[template]?.(told) : undefined) ??
  ofRung(template, told) ??
  ofEscalation(template) ??
  '有新的办理情况。';
