import type { HazardDomain } from '../../../domain/policy/pack';
import { field, Id, Ids, OneOf } from '../../dto/fields';
import { HAZARD_DOMAINS } from '../hazard-domains';
import { proposalBody, ProposeBody } from './proposal-body';

/** Interim control before 重大 is confirmed: imposed already, or why it is not needed. */
const Control = (): PropertyDecorator => {
  const shape = { oneOf: [{ const: 'imposed' }, { type: 'object', properties: { notNeeded: { type: 'string' } } }] };
  return field('control', shape, (value) => {
    if (value === 'imposed') return undefined;
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const [first] = entries;
    const isReason = first !== undefined && entries.length === 1 && first[0] === 'notNeeded';
    return isReason && typeof first[1] === 'string' && first[1].trim() !== '' && first[1].length <= 2000
      ? undefined
      : '必须是 imposed，或 {"notNeeded": "理由"}';
  });
};

class ProposeMajorBody extends ProposeBody {
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
  @Control() control: 'imposed' | { notNeeded: string };
}

export const confirmMajor = proposalBody('confirm-major', ProposeMajorBody);
