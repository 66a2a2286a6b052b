import { STATUS_NAMES } from '../../domain/case/gate';
import { OVERLAY_NAMES, overlayName } from '../../domain/case/overlays';
import { CLOCK } from '../../domain/clock-names';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { ROLE_NAMES } from '../../domain/people/roles';
import { RUNG_ACT_NAMES } from '../../domain/policy/check-ladders';
import { caseCommandBodies } from '../commands/case';
import { escalationCommandBodies } from '../commands/escalation';
import { proposalBodies } from '../commands/proposals';
import { FIELD_NAMES } from '../dto/field-names';
import { PROBLEMS } from '../problem';
import * as audit from './code-names/audit';
import * as cases from './code-names/case';
import * as deadlines from './code-names/deadlines';
import { EVENT_NAMES } from './code-names/events';
import { MESSAGE_NAMES } from './code-names/messages';
import * as people from './code-names/people';

/** The Chinese name of each code of a list. */
export type CodeNames = Readonly<Record<string, string>>;

const named = (table: Readonly<Record<string, { words: { name: string } }>>): CodeNames =>
  Object.fromEntries(Object.entries(table).map(([code, { words }]) => [code, words.name]));

const escalationActs: CodeNames = Object.fromEntries(ACT_NAMES.map((act) => [act, RUNG_ACT_NAMES[act]]));

/** Every list of codes that stands in bodies and answers, with the Chinese name of each code. */
export const DICTIONARY = {
  'case-status': STATUS_NAMES,
  grade: cases.GRADE_NAMES,
  domain: cases.DOMAIN_NAMES,
  source: cases.SOURCE_NAMES,
  overlay: Object.fromEntries([
    ...OVERLAY_NAMES.map((overlay) => [overlay, overlayName(overlay)]),
    ['protected-source', '保护来源'],
  ]) as CodeNames,
  lamp: cases.LAMP_NAMES,
  'due-span': { today: '今日到期', 'three-days': '三日内到期', overdue: '已逾期' },
  clock: Object.fromEntries(Object.entries(CLOCK).map(([code, { name }]) => [code, name])),
  'deadline-state': deadlines.DEADLINE_STATE_NAMES,
  'date-change': { extended: '延期', 'new-date': '另定期限' },
  'deadline-end': deadlines.DEADLINE_END_NAMES,
  'rung-act': RUNG_ACT_NAMES,
  'ladder-addressee': cases.LADDER_ADDRESSEE_NAMES,
  'ladder-trigger': cases.LADDER_TRIGGER_NAMES,
  'hazard-tag': cases.HAZARD_TAG_NAMES,
  'paper-state': cases.PAPER_STATE_NAMES,
  'service-mode': cases.SERVICE_MODE_NAMES,
  'verify-method': cases.VERIFY_METHOD_NAMES,
  'recheck-result': cases.RECHECK_RESULT_NAMES,
  'visit-result': cases.VISIT_RESULT_NAMES,
  'measure-kind': cases.MEASURE_KIND_NAMES,
  'effect-kind': cases.EFFECT_KIND_NAMES,
  'event-type': EVENT_NAMES,
  'case-command': named(caseCommandBodies),
  'proposal-act': {
    ...Object.fromEntries(Object.values(proposalBodies).map(({ act, name }) => [act, name])),
    ...escalationActs,
  },
  decision: cases.DECISION_NAMES,
  'co-sign-decision': cases.CO_SIGN_NAMES,
  'control-decided': { imposed: '已采取临时管控' },
  'way-again': { relapse: '在原案提请认定回潮', refer: '新立一案并注明原案' },
  'inbox-kind': { decision: '待审批', 'co-sign': '待会签' },
  'escalation-act': escalationActs,
  'escalation-status': cases.ESCALATION_STATUS_NAMES,
  'escalation-command': named(escalationCommandBodies),
  'stream-kind': { case: '隐患', escalation: '督办、约谈、通报' },
  'stream-status': { ...cases.ESCALATION_STATUS_NAMES, ...STATUS_NAMES },
  'message-template': MESSAGE_NAMES,
  role: ROLE_NAMES,
  signer: { person: '人员', system: '系统' },
  'unit-kind': people.UNIT_KIND_NAMES,
  'subject-kind': people.SUBJECT_KIND_NAMES,
  'register-act': people.REGISTER_ACT_NAMES,
  'post-status': people.POST_STATUS_NAMES,
  'post-act': people.POST_ACT_NAMES,
  'account-act': audit.ACCOUNT_ACT_NAMES,
  'account-decision': people.ACCOUNT_DECISION_NAMES,
  'account-act-status': people.ACCOUNT_ACT_STATUS_NAMES,
  'token-scope': people.SCOPE_NAMES,
  permission: people.RIGHT_NAMES,
  'policy-move-status': { proposed: '待审批', approved: '已批准', rejected: '未批准' },
  'audit-action': audit.AUDIT_ACTION_NAMES,
  'audit-outcome': audit.AUDIT_OUTCOME_NAMES,
  'delivery-state': { queued: '待推送', sending: '推送中', sent: '已推送', 'failed-final': '推送失败' },
  'clock-service': { running: '正常', delayed: '延迟' },
  readiness: { ready: '可以办理', 'not-ready': '不能办理' },
  'media-type': { 'image/jpeg': 'JPEG 图片', 'image/png': 'PNG 图片', 'application/pdf': 'PDF 文件' },
  /** Fields of what has no class of its own, such as what is proposed. */
  field: Object.fromEntries(Object.entries(FIELD_NAMES).map(([field, { title }]) => [field, title])),
  problem: Object.fromEntries(Object.entries(PROBLEMS).map(([code, { title }]) => [code, title])),
} as const satisfies Readonly<Record<string, CodeNames>>;

export type DictionaryList = keyof typeof DICTIONARY;

/** The names of a list; undefined for one that the dictionary has not, such as those of packs. */
export const namesOfList = (list: string): CodeNames | undefined =>
  Object.hasOwn(DICTIONARY, list) ? DICTIONARY[list as DictionaryList] : undefined;

/**
 * The list that an enumeration belongs to: the smallest that has all its codes; names of fields are none. `test/api/dictionary.test.ts` holds that every
 * enumeration of the document has one, and that it is the right one.
 */
export const listOf = (codes: readonly string[]): DictionaryList | undefined =>
  (Object.keys(DICTIONARY) as DictionaryList[])
    .filter((list) => list !== 'field' && codes.every((code) => Object.hasOwn(DICTIONARY[list], code)))
    .toSorted((a, b) => Object.keys(DICTIONARY[a]).length - Object.keys(DICTIONARY[b]).length)[0];
