import type { CaseProposalAct } from '../../../domain/case/proposal';
import { compact, omit, type Compact } from '../../compact';
import { Id, Ids, Maybe, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { parseDto, type Dto, type Plain } from '../../parse';

/** Fields of every proposal; the act's own are in the class of its file. */
export class ProposeBody {
  @Named('提请事项') @Id() act: string;
  @Text(2000) reason: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  /** Why what is evidence in another case serves here too. */
  @Maybe() @Text(1000) reuseReason?: string;
}

/** A proposal of the act `A` with its own fields `F`. */
interface Proposed<A extends CaseProposalAct, F extends object> {
  type: 'propose';
  act: A;
  reason: string;
  attachmentIds: string[];
  reuseReason?: string;
  fields: F;
}

/** How the body of a proposal of one act is checked and turned into the command. */
export interface ProposalBody<A extends CaseProposalAct, F extends object> {
  readonly act: A;
  /** What is asked for, in Chinese. */
  readonly name: string;
  readonly dto: Dto<ProposeBody>;
  parse(plain: Record<string, unknown>): Promise<Proposed<A, F>>;
}

type Own<D extends ProposeBody> = Omit<Plain<D>, keyof ProposeBody>;

/** An act with the own fields of its class, unless `toFields` says otherwise. */
export function proposalBody<A extends CaseProposalAct, D extends ProposeBody>(
  act: A,
  name: string,
  dto: Dto<D>,
): ProposalBody<A, Compact<Own<D>>>;
export function proposalBody<A extends CaseProposalAct, D extends ProposeBody, F extends object>(
  act: A,
  name: string,
  dto: Dto<D>,
  toFields: (own: Own<D>) => F,
): ProposalBody<A, F>;
export function proposalBody(
  act: CaseProposalAct,
  name: string,
  dto: Dto<ProposeBody>,
  toFields: (own: object) => object = compact,
): ProposalBody<CaseProposalAct, object> {
  return {
    act,
    name,
    dto,
    parse: async (plain) => {
      const value = await parseDto(dto, plain);
      const { reason, attachmentIds = [], reuseReason } = value;
      const fields = toFields(omit(value, 'act', 'reason', 'attachmentIds', 'reuseReason'));
      return { type: 'propose', act, ...compact({ reason, attachmentIds, reuseReason }), fields };
    },
  };
}
