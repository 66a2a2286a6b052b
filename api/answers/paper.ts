import { PAPER_STATES } from '../../domain/case/file';
import { ESCALATION_PAPER_STATES } from '../../domain/escalation/file';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Coded, Count, Day, Instant, List, One, Ref, Words, Yes } from './shape';

/** What every paper says wherever it is shown. */
class PaperFields {
  @Ref() documentId: string;
  @Named('文书种类') @Coded('paper-type') type: string;
  @Named('文号') @Words() number: string;
  @Instant() issuedAt: string;
}

/** A paper of a case, as the case remembers it. */
export class CasePaperAnswer extends PaperFields {
  @Count() cycle: number;
  @Ref() issuerUnitId: string;
  @Code(...PAPER_STATES) state: string;
  @Yes() statutory: boolean;
  @Maybe() @Named('文书载明的整改期限') @Day() dueOn?: string;
  @Maybe() @Instant() servedAt?: string;
  /** When a confirmation as 重大 supplemented it. */
  @Maybe() @Named('认定重大隐患后补充的时间') @Instant() supplementedAt?: string;
}

/** A paper of an escalation, as the escalation remembers it. */
export class EscalationPaperAnswer extends PaperFields {
  @Ref() issuerUnitId: string;
  @Code(...ESCALATION_PAPER_STATES) state: string;
}

/** A paper in the ledger. */
export class PaperAnswer extends PaperFields {
  @Named('文书标题') @Words() title: string;
  @Code(...PAPER_STATES) state: string;
  @Maybe() @Ref() issuerUnitId?: string;
  @Maybe() @Instant() servedAt?: string;
}

/** A paper in the list over all cases and escalations, with the one that it belongs to. */
export class LedgerPaperAnswer extends PaperAnswer {
  @Maybe() @Ref() caseId?: string;
  @Maybe() @Ref() escalationId?: string;
}

/** A subject as a paper names it. */
export class AddressedAnswer {
  @Ref() subjectId: string;
  @Words() name: string;
}

/** A paper of one case or escalation with what it says and to whom. */
export class StreamDocumentAnswer extends PaperAnswer {
  @Maybe() @Words() text?: string;
  @Maybe() @Named('文书载明的整改期限') @Day() dueOn?: string;
  /** Of a paper that asks for rectification. */
  @Maybe() @Named('送达对象') @List(One(AddressedAnswer)) to?: AddressedAnswer[];
  /** Of another: `unit:<id>` or `subject:<id>`. */
  @Maybe() @Named('发给的单位（unit:）或责任主体（subject:）') @Ref() addressee?: string;
  @Maybe() @Named('对象名称') @Words() addresseeName?: string;
}
