import { Id, Maybe } from './fields';
import { IdsAsked } from './query-fields';
import { Named } from './named';

/** Which act, proposal or co-signature a form is asked about. */
export class FormQuery {
  @Maybe() @Named('提请事项') @Id() act?: string;
  @Maybe() @Named('提请编号') @Id() proposalId?: string;
  @Maybe() @Id() askId?: string;
}

/** In which town something is to be reported. */
export class ReportFormQuery {
  @Maybe() @Id() townId?: string;
}

/** Which cases are asked about together: as many as a batch takes. */
export class CasesQuery {
  @Named('隐患') @IdsAsked() caseIds: string[];
}

/** Likewise, for one command. */
export class CasesFormQuery extends CasesQuery {
  @Maybe() @Named('提请事项') @Id() act?: string;
}
