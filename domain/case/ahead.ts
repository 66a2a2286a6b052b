import { civilDateOf, type CivilDate } from '../clock/civil';
import { dueFrom } from '../clock/term';
import type { Context } from '../context';
import { refuseField } from '../people/permit';
import { latestAhead } from '../policy/dates';
import type { Refusal } from '../stream';

/**
 * Every date that somebody sets lies between today and as far ahead as the pack says (settled 5.4). `what` names it in
 * Chinese, such as 整改期限.
 */
export const aheadRefusal = (context: Context, date: CivilDate, what: string, pointer: string): Refusal | null => {
  if (date < civilDateOf(context.now)) return refuseField('date-past', `${what}不得早于今日。`, pointer);
  const latest = dueFrom(context.calendar, context.now, latestAhead(context.policy)).dueOn;
  return date > latest ? refuseField('date-too-far', `${what}最迟为 ${latest}，请改为较早的日期。`, pointer) : null;
};
