import type { HazardDomain } from '../../../domain/policy/pack';
import { Id, Ids, OneOf } from '../../dto/fields';
import { commandBody } from '../command-body';
import { HAZARD_DOMAINS } from '../hazard-domains';

class GradeBody {
  /** 重大 is a proposal (`confirm-major`). */
  @OneOf('general') grade: 'general';
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
}

export const grade = commandBody(
  'grade',
  {
    name: '定级',
    does: '把已上账的隐患定为一般隐患，定领域、类型、条款和责任主体；重大隐患须提请审批（确认重大隐患）。',
  },
  GradeBody,
);
