import { civilDateOf } from '../clock/civil';
import { refuse, type Asking } from '../people/permit';
import type { Refusal } from '../stream';
import type { EscalationFile } from './file';
import { isTalkedTo } from './host';

const isProposer = ({ proposedBy }: EscalationFile, personId: string): boolean =>
  proposedBy.kind === 'person' && proposedBy.personId === personId;

const isOfAddressee = (file: EscalationFile, asking: Pick<Asking, 'directory' | 'now'>, personId: string): boolean =>
  isTalkedTo(file.addressee, asking, { personId, day: civilDateOf(asking.now) });

/** Why this person may not decide it: proposer, or today of the unit or subject that is talked to or criticised (3.3 rule 9). */
export const conflictOf = (
  file: EscalationFile,
  asking: Pick<Asking, 'directory' | 'now'>,
  personId: string,
): { reason: string; message: string } | null => {
  if (isProposer(file, personId)) return { reason: 'proposer-decides', message: '提请人不得审批自己的提请。' };
  return isOfAddressee(file, asking, personId)
    ? { reason: 'addressee-decides', message: '被约谈、被通报、被督办一方的人员不得审批。' }
    : null;
};

/** Whoever may neither publish nor withdraw a circular: its proposer and the criticised side (settled 6.4, 3.4). */
export const mayPublish = (
  file: EscalationFile,
  asking: Pick<Asking, 'directory' | 'now'>,
  personId: string,
): boolean => !isProposer(file, personId) && !isOfAddressee(file, asking, personId);

/** The talked-to neither host nor minute nor record anything for the hosting side (settled 3.4). */
export const talkedToRefusal = (file: EscalationFile, asking: Asking): Refusal | null =>
  isOfAddressee(file, asking, asking.actor.personId)
    ? refuse('sod-violation', 'addressee-acts', '被约谈、被通报一方的人员不得办理此操作，请由主持单位的其他人员办理。')
    : null;

/** The proposer neither publishes nor withdraws his own circular (settled 6.4). */
export const proposerRefusal = (file: EscalationFile, { actor }: Asking): Refusal | null =>
  isProposer(file, actor.personId)
    ? refuse('sod-violation', 'proposer-publishes', '提请人不得发布或撤回自己提请的通报，请由其他人员办理。')
    : null;
