import type { Context } from '../context';
import { grantedPosts, refuse } from '../people/permit';
import { firstImpersonal, firstOf, notYourTask, rolesHeld, withoutRight } from '../people/who-can';
import type { Refusal } from '../stream';
import type { EscalationFile, EscalationStatus } from './file';
import type { AskingOfCases } from './on-behalf';
import { stakeOf } from './recording';
import type { EscalationCommandRule } from './slice';

const STATUS_NAMES: Record<EscalationStatus, string> = {
  proposed: '待审批',
  approved: '已批准',
  held: '已约谈',
  completed: '已办结',
  rejected: '未批准',
  withdrawn: '已撤回',
};

/** Why none of the actor's posts gives this command, whatever the state. */
export const postRefusal = (
  rule: EscalationCommandRule,
  file: EscalationFile,
  asking: AskingOfCases,
): Refusal | null => {
  if (rule.byCases !== undefined) return rule.byCases.lacks(file, asking);
  const right = { grants: rule.grants(file, asking), asking, stake: stakeOf(file) };
  return grantedPosts(right.grants, asking, right.stake).length > 0 ? null : notYourTask(rolesHeld(right));
};

const wrongState = ({ acts, from }: EscalationCommandRule, { act, status }: EscalationFile): Refusal | null => {
  if (!acts.includes(act)) return refuse('illegal-transition', 'other-act', '此操作不适用于该事项。');
  if (from.includes(status)) return null;
  const words = `当前状态为“${STATUS_NAMES[status]}”，不能办理此操作。`;
  return refuse('illegal-transition', `not-from-${status}`, words);
};

/** Who, which act, which state, and what else needs no body, told in the order of `withoutRight`; the same function draws the buttons. */
export const escalationGate = (rule: EscalationCommandRule, file: EscalationFile, context: Context): Refusal | null => {
  const guards = rule.guards ?? [];
  return (
    withoutRight(
      { grants: rule.grants(file, context), asking: context, stake: stakeOf(file) },
      () => postRefusal(rule, file, context),
      () => wrongState(rule, file) ?? firstImpersonal(guards, file, context),
    ) ??
    wrongState(rule, file) ??
    firstOf(guards, file, context)
  );
};
