import { ACTS } from '../../domain/case/proposals';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Instant, OrNull, Ref, Words, Yes } from './shape';

/** A decision that the reader took himself: what he decided and said then, whatever came of it later. */
export class DecidedAnswer {
  @Ref() proposalId: string;
  @Named('提请事项') @Code(...Object.keys(ACTS), ...ACT_NAMES) act: string;
  @Named('审批结论') @Code('approve', 'reject') decision: string;
  @Words() opinion: string;
  @Named('审批时间') @Instant() at: string;
  /** False where somebody above decides after him. */
  @Named('是否终审') @Yes() final: boolean;
  @Maybe() @Ref() caseId?: string;
  @Maybe() @Ref() escalationId?: string;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  /** Of the case; of an escalation the name of whom it speaks to. */
  @Words() title: string;
}
