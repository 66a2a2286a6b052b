import { refuse } from '../people/permit';
import type { Next, Refusal } from '../stream';
import type { CaseFile } from './file';
import { STATUS_NAMES } from './gate';

/**
 * What was right when it was asked for is so no more where it takes effect (settled 1.1): what has changed, what to do, and
 * who can act now: `again` is what would have to be asked for anew, unless the change itself says what is to be done first.
 */
export const overtaken = (
  changed: Refusal,
  again?: Next,
  advice = '请退回，由有权人员按现在的情况重新提请。',
): Refusal => {
  const words = `提请之后情况已变化：${changed.meant?.words ?? changed.message}${advice}`;
  return refuse(
    'illegal-transition',
    'overtaken',
    words,
    changed.meant?.next ?? (changed.whoCan.length > 0 ? changed.whoCan : again),
  );
};

/**
 * Who comes to decide or confirm what the system has withdrawn meanwhile reads what has changed (settled 1.1, 1.2); null for
 * what was never open, or was ended by a person.
 */
export const withdrawnMeanwhile = ({ overtaken: gone, status }: CaseFile, id: string): Refusal | null => {
  if (!gone.some((one) => one.id === id)) return null;
  const changed = refuse('illegal-transition', 'overtaken', `本案现为“${STATUS_NAMES[status]}”，`);
  return overtaken(changed, undefined, '此事已不能办理，系统已撤回；仍有必要的，请由有权人员按现在的情况重新提请。');
};
