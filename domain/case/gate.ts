import type { Context } from '../context';
import { refuse, rolesOf } from '../people/permit';
import { firstImpersonal, firstOf, notYourTask, othersIn, withoutRight, type Right } from '../people/who-can';
import type { Refusal } from '../stream';
import type { CaseFile, CaseStatus } from './file';
import { stopped } from './overlays';
import { isOnSubjectSide, ofSubject } from './parts';
import { stakeOf } from './recording';
import type { CommandRule } from './slice';

/** Chinese names of the states. */
export const STATUS_NAMES: Record<CaseStatus, string> = {
  lead: '线索',
  registered: '已上账',
  graded: '已定级',
  assigned: '已交办',
  notified: '已告知',
  rectifying: '整改中',
  'awaiting-recheck': '待复查',
  rechecking: '复查中',
  'closure-review': '待审核销号',
  watching: '回头看',
  archived: '已归档',
  void: '不属实',
};

/** Refusal for an ended case, or null. */
export const ended = (file: CaseFile): Refusal | null => {
  if (file.status === 'archived')
    return refuse('illegal-transition', 'case-archived', '本案已归档，不能再办理；再次出现请另行上报并注明原案。');
  if (file.status === 'void') return refuse('illegal-transition', 'case-void', '本案已认定不属实，不能再办理。');
  return null;
};

/** Refusal when the state is not among those a command starts from. */
export const wrongState = (file: CaseFile, from: readonly CaseStatus[]): Refusal | null => {
  if (from.includes(file.status)) return null;
  const wanted = from.map((status) => STATUS_NAMES[status]).join('、');
  return refuse(
    'illegal-transition',
    `not-from-${file.status}`,
    `当前状态为“${STATUS_NAMES[file.status]}”，此操作只能在“${wanted}”时办理。`,
  );
};

/** Whoever stands on the side that rectifies, by any of his posts, does what that side owes and nothing else (3.3 rule 2). */
const barredSide = ({ bySubject }: CommandRule, file: CaseFile, right: Right, context: Context): Refusal | null => {
  if (bySubject === true || !isOnSubjectSide(file, context)) return null;
  const others = othersIn(right, ({ personId }) => !isOnSubjectSide(file, context, personId));
  return bySubject === 'last' && others.length === 0
    ? null
    : ofSubject(file, right, '责任主体一方的人员须回避，此操作请由其他人员办理。');
};

/** What stands against a command for everybody in the state of the case, whoever asks; null where nothing does. */
export const stateRefusal = (rule: CommandRule, file: CaseFile): Refusal | null =>
  ended(file) ?? instead(rule, wrongState(file, rule.from), file) ?? stopped(file, rule.type);

/** Names what does it in this state, where something does. */
const instead = (rule: CommandRule, refusal: Refusal | null, { status }: CaseFile): Refusal | null => {
  const other = rule.instead?.[status];
  if (refusal === null || other === undefined) return refusal;
  return refuse(refusal.code, refusal.reason, `${refusal.message}${other.words}`, { command: other.command });
};

/**
 * Checks that need no body: permission, ended, state, own side, guards — in this order; who has a role of the right, though
 * not on this case, hears of the state before that (`withoutRight`). The same function draws the buttons.
 */
export const gate = (rule: CommandRule, file: CaseFile, context: Context): Refusal | null => {
  const right = { grants: rule.grants, asking: context, stake: stakeOf(file) };
  const guards = rule.guards ?? [];
  return (
    withoutRight(
      right,
      () => notYourTask(rolesOf(rule.grants)),
      () => stateRefusal(rule, file) ?? firstImpersonal(guards, file, context),
    ) ??
    stateRefusal(rule, file) ??
    barredSide(rule, file, right, context) ??
    firstOf(guards, file, context)
  );
};
