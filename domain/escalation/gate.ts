import type { Context } from '../context';
import { grantedPosts, refuse } from '../people/permit';
import { notYourTask } from '../people/who-can';
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
  if (rule.byCases !== undefined) return rule.byCases(file, asking);
  const right = { grants: rule.grants(file, asking), asking, stake: stakeOf(file) };
  return grantedPosts(right.grants, asking, right.stake).length > 0 ? null : notYourTask(right);
};

/** Who, which act, which state, and what else needs no body; the same function draws the buttons. */
export const escalationGate = (rule: EscalationCommandRule, file: EscalationFile, context: Context): Refusal | null => {
  const stranger = postRefusal(rule, file, context);
  if (stranger) return stranger;
  if (!rule.acts.includes(file.act)) return refuse('illegal-transition', 'other-act', '此操作不适用于该事项。');
  if (!rule.from.includes(file.status)) {
    return refuse(
      'illegal-transition',
      `not-from-${file.status}`,
      `当前状态为“${STATUS_NAMES[file.status]}”，不能办理此操作。`,
    );
  }
  for (const guard of rule.guards ?? []) {
    const refusal = guard(file, context);
    if (refusal) return refusal;
  }
  return null;
};
