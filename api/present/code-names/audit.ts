import { ACCOUNT_ACTS, type AccountAct } from '../../../domain/people/account-acts';
import type { AttemptAction } from '../../../domain/people/auditing';
import { PROBLEMS } from '../../problem';

/** Acts of administration on an account. */
export const ACCOUNT_ACT_NAMES: Readonly<Record<AccountAct, string>> = {
  disable: '停用账号',
  enable: '启用账号',
  'reset-password': '重置密码',
  'end-sessions': '结束登录',
};

const decided = { confirmed: '确认', declined: '退回', withdrawn: '撤回' } as const;

/** An act on an account as it is asked for, and what became of it: `account-disable`, `account-disable-confirmed`. */
const accountActs = Object.fromEntries(
  ACCOUNT_ACTS.flatMap((act) => [
    [`account-${act}`, ACCOUNT_ACT_NAMES[act]],
    ...Object.entries(decided).map(([end, name]) => [`account-${act}-${end}`, `${name}：${ACCOUNT_ACT_NAMES[act]}`]),
  ]),
) as Record<string, string>;

const attempts: Readonly<Record<AttemptAction, string>> = {
  'sign-in-refused': '登录被拒',
  'upload-refused': '上传被拒',
  'command-refused': '办理被拒',
  'act-refused': '管理操作被拒',
  'read-refused': '查看被拒',
  'refused-more': '更多被拒的尝试',
};

/** What a row of the audit log tells of, by its action; `test/unit/code-names.test.ts` holds the list against the sources. */
export const AUDIT_ACTION_NAMES: Readonly<Record<string, string>> = {
  ...attempts,
  ...accountActs,
  'signed-in': '登录',
  'signed-out': '退出登录',
  'sign-in-failed': '登录失败',
  'password-changed': '修改密码',
  'password-refused': '密码不正确',
  'token-created': '新建令牌',
  'token-revoked': '作废令牌',
  'set-up': '首次初始化',
  'setup-token-made': '生成初始化令牌',
  'administrator-reset': '恢复系统管理员',
  'town-created': '新建镇',
  'town-policy-proposed': '提请改用政策包版本',
  'town-policy-approved': '批准改用政策包版本',
  'town-policy-rejected': '未批准改用政策包版本',
  'person-created': '新建人员',
  'post-created': '任命岗位',
  'post-confirmed': '确认任命',
  'post-declined': '退回任命',
  'post-withdrawn': '撤回任命',
  'post-ended': '结束任职',
  'unit-created': '新建单位',
  'unit-ended': '撤销单位',
  'unit-successor-named': '指明接替单位',
  'unit-end-withdrawn': '收回撤销单位',
  'subject-created': '新建责任主体',
  'subject-amended': '修改责任主体',
  'subject-merged': '合并责任主体',
  'electronic-consent-recorded': '记录电子送达同意',
  'site-created': '新建点位',
  'site-amended': '修改点位',
  'site-merged': '合并点位',
  'site-ended': '撤销点位',
  'attachment-uploaded': '上传附件',
  'original-opened': '调取原件',
  'webhook-created': '新建推送地址',
  'webhook-deleted': '删除推送地址',
  'webhook-secret-changed': '更换签名密钥',
  'webhook-gone': '推送地址失效停用',
  'webhook-tested': '测试推送',
  'webhook-replayed': '重新推送',
  'deliveries-muted': '暂停推送',
  'deliveries-confirmed': '恢复推送',
  'list-exported': '导出清单',
  'read-model-rebuilt': '重建查询数据',
  'workflows-rebuilt': '重建流程',
  'streams-retried': '重试停滞事项',
  'demo-set-up': '初始化演示环境',
  'drill-set-up': '初始化演练环境',
};

/** How it ended: done, or the class of the refusal. */
export const AUDIT_OUTCOME_NAMES: Readonly<Record<string, string>> = {
  done: '已完成',
  refused: '被拒',
  many: '多次被拒（只计数）',
  ...Object.fromEntries(Object.entries(PROBLEMS).map(([code, { title }]) => [code, title])),
};
