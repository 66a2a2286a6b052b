import type { HazardDomain } from '../../../domain/policy/pack';
import { Id, Ids, OneOf } from '../../dto/fields';
import { ControlIsDecided, type ControlDecided } from '../control-decided';
import { HAZARD_DOMAINS } from '../hazard-domains';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeMajorBody extends ProposeBody {
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
  @ControlIsDecided() control: ControlDecided;
}

export const confirmMajor = proposalBody('confirm-major', ProposeMajorBody);
