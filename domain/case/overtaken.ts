import { refuse, roleList } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { STATUS_NAMES } from './gate';

/**
 * What was right when it was asked for is so no more where it takes effect (settled 1.1): what has changed, what to do, and
 * who can act now.
 */
export const overtaken = (
  changed: Refusal,
  proposers: Role[],
  advice = '请退回，由有权人员按现在的情况重新提请。',
): Refusal => {
  const whoCan = changed.whoCan.length > 0 ? changed.whoCan : proposers;
  const named = changed.whoCan.length > 0 || proposers.length === 0 ? '' : `可由 ${roleList(proposers)} 办理。`;
  return {
    code: 'illegal-transition',
    reason: 'overtaken',
    message: `提请之后情况已变化：${changed.message}${advice}${named}`,
    whoCan,
  };
};

/**
 * Who comes to decide or confirm what the system has withdrawn meanwhile reads what has changed (settled 1.1, 1.2); null for
 * what was never open, or was ended by a person.
 */
export const withdrawnMeanwhile = ({ overtaken: gone, status }: CaseFile, id: string): Refusal | null => {
  if (!gone.some((one) => one.id === id)) return null;
  const changed = refuse('illegal-transition', 'overtaken', `本案现为“${STATUS_NAMES[status]}”，`);
  return overtaken(changed, [], '此事已不能办理，系统已撤回；仍有必要的，请由有权人员按现在的情况重新提请。');
};
