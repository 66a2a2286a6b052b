import { Flag, Id, Ids, Maybe, OneOf, Text } from '../dto/fields';
import { Named } from '../dto/named';

/*
 * What bodies of several commands share.
 *
 * `reuseReason` beside attachments says why what is evidence in another case serves here too (settled 6.1).
 */

/** Filing for a subject without an account, with what that one signed or its photo (settled 3.6). */
export class OnBehalfBody {
  @Maybe() @Flag() onBehalf?: boolean;
  @Maybe() @Ids(10) signedAttachmentIds?: string[];
}

export class DecisionBody {
  @Named('审批结论') @OneOf('approve', 'reject') decision: 'approve' | 'reject';
  @Text(2000) opinion: string;
}

export class ReasonBody {
  @Text(2000) reason: string;
}

export class DecideProposalBody extends DecisionBody {
  @Id() proposalId: string;
  /** Where a rejected `close` sends the case back to. */
  @Maybe() @OneOf('rectifying', 'rechecking') returnTo?: 'rectifying' | 'rechecking';
  /** The owner that a decision on `reassign-above` names, approved or rejected. */
  @Maybe() @Named('指定的承办单位', 'unit') @Id() unitId?: string;
}

export class WithdrawProposalBody extends ReasonBody {
  @Id() proposalId: string;
}

export class FiledTextBody {
  @Text(20000) text: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
}
