import { ACT_NAMES } from '../../../domain/escalation/acts';
import { RUNG_ACT_NAMES } from '../../../domain/policy/check-ladders';

const rungs = Object.fromEntries(
  Object.entries(RUNG_ACT_NAMES).map(([act, name]) => [`rung-${act}`, `递进措施：${name}`]),
) as Record<string, string>;

const outcomes = { approved: '批准', withdrawn: '撤回', published: '发布', 'circular-withdrawn': '撤回' } as const;

const escalations = Object.fromEntries(
  ACT_NAMES.flatMap((act) =>
    Object.entries(outcomes).map(([outcome, name]) => [`${act}-${outcome}`, `${RUNG_ACT_NAMES[act]}${name}`]),
  ),
) as Record<string, string>;

/** What a message is about, by its template; `test/unit/code-names.test.ts` holds the list against the rules. */
export const MESSAGE_NAMES: Readonly<Record<string, string>> = {
  assigned: '交办',
  'notice-issued': '制发文书',
  'notice-served': '送达文书',
  'notice-withdrawn': '撤回文书',
  'order-cancelled': '撤销责令文书',
  'major-confirmed': '确认重大隐患',
  'decision-asked': '待审批',
  'proposal-withdrawn': '提请失效',
  'co-sign-asked': '待会签',
  'extension-refused': '延期未获批准',
  'date-moved': '变更整改期限',
  suspended: '中止办理',
  'suspension-recalled': '复核中止',
  resumed: '恢复办理',
  closed: '审核销号',
  'closure-returned': '销号审核退回',
  'relapse-confirmed': '认定回潮',
  voided: '认定不属实',
  reminder: '提醒',
  'deadline-missed': '逾期',
  'protected-person-late': '特殊保护人员逾期',
  ...rungs,
  ...escalations,
  events: '事件推送',
  test: '测试推送',
};
