import type { LEDGER_STATES } from '../../../domain/stream';

/** What became of a deadline. */
export const DEADLINE_STATE_NAMES: Readonly<Record<(typeof LEDGER_STATES)[number], string>> = {
  armed: '计时中',
  fired: '已逾期',
  paused: '已中止',
  met: '已完成',
  cancelled: '已取消',
  skipped: '已略过',
};

/** Why a deadline was cancelled, or counts no more; `test/unit/code-names.test.ts` holds the list against the sources. */
export const DEADLINE_END_NAMES: Readonly<Record<string, string>> = {
  archived: '隐患已归档',
  'case-archived': '隐患已归档',
  'case-closed': '隐患已销号',
  'case-void': '认定不属实',
  completed: '已办结',
  'confirmed-major': '已认定重大隐患，改由他人承办',
  'control-expired': '临时管控已到期',
  'date-passed': '期限已过，不再适用',
  expired: '逾期未办，改由上一级办理',
  extended: '已延期',
  'fixed-on-the-spot': '已即查即改',
  lapsed: '逾期未批即不准',
  'lead-withdrawn': '线索已撤回',
  major: '涉重大隐患，改由上一级审批',
  'new-date': '已另定期限',
  'nobody-home': '无人可批，改由上一级审批',
  'notice-withdrawn': '文书已撤回',
  'order-cancelled': '责令文书已撤销',
  overtaken: '情况已变化',
  'plan-accepted': '整改方案已通过',
  prolonged: '中止已延长',
  'protected-person': '对象为特殊保护人员',
  reassigned: '已改派',
  recalled: '中止情形已消失',
  regraded: '已重新定级',
  rejected: '未获批准',
  'relapse-confirmed': '已认定回潮',
  replaced: '由新的时限替代',
  requested: '已申请复查',
  resumed: '恢复办理后另行计时',
  succeeded: '由接替单位承办',
  uncounted: '责令文书已撤销，不再计入逾期',
  void: '认定不属实',
  withdrawn: '提请已撤回',
};
