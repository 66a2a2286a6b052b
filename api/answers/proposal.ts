import { ACTS } from '../../domain/case/proposals';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { ROLES } from '../../domain/people/roles';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Count, Free, Instant, List, One, Ref, Words, Yes } from './shape';
import { SignerAnswer } from './signer';

/** Who may decide a step: any of the roles, in this unit or this domain where given. */
export class DecidersAnswer {
  @Maybe() @Named('可审批的岗位') @List(Code(...ROLES)) roles?: string[];
  @Maybe() @Ref() unitId?: string;
  @Maybe() @Code(...HAZARD_DOMAINS) domain?: string;
}

/** A decision that was taken on a proposal. */
export class DecisionAnswer {
  @Named('审批人') @One(SignerAnswer) by: SignerAnswer;
  @Named('审批结论') @Code('approve', 'reject') decision: string;
  @Words() opinion: string;
  @Named('审批时间') @Instant() at: string;
}

/** An act that somebody proposed and another decides. */
export class ProposalAnswer {
  @Ref() proposalId: string;
  @Named('提请事项') @Code(...Object.keys(ACTS), ...ACT_NAMES) act: string;
  @Named('提请人') @One(SignerAnswer) by: SignerAnswer;
  @Named('提请理由') @Words() reason: string;
  @Named('提请时间') @Instant() openedAt: string;
  @Instant() decideBy: string;
  @List(Code(...ROLES)) deciders: string[];
  @Named('当前一步的审批范围') @One(DecidersAnswer) step: DecidersAnswer;
  @Count() stepsLeft: number;
  @List(One(DecisionAnswer)) decisions: DecisionAnswer[];
  @Count() raised: number;
  /** True while it waits for the end of a re-check: it may be rejected, not approved. */
  @Named('是否暂候（可退回，暂不能批准）') @Yes() waiting: boolean;
  @Named('提请内容') @Free('提请的具体内容，字段随事项而定，见提请时所填') data: object;
  @Words() effect: string;
}
