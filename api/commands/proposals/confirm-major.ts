import type { HazardDomain } from '../../../domain/policy/pack';
import { Id, Ids, OneOf } from '../../dto/fields';
import { Named } from '../../dto/named';
import { ControlIsDecided, type ControlDecided } from '../control-decided';
import { HAZARD_DOMAINS } from '../hazard-domains';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeMajorBody extends ProposeBody {
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
  @Named('临时管控决定') @ControlIsDecided() control: ControlDecided;
}

export const confirmMajor = proposalBody('confirm-major', '确认重大隐患', ProposeMajorBody);
