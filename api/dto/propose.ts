import type { HazardDomain } from '../../domain/policy/pack';
import { HAZARD_DOMAINS } from './case-commands';
import { field, Id, Ids, IsCivilDate, Line, Maybe, OneOf, Text } from './fields';

/** Fields of every proposal; the act's own are in the classes below. */
export class ProposeBody {
  @Id() act: string;
  @Text(2000) reason: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  /** Why what is evidence in another case serves here too. */
  @Maybe() @Text(1000) reuseReason?: string;
}

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

export class ProposeMajorBody extends ProposeBody {
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
  @Control() control: 'imposed' | { notNeeded: string };
}

export class ProposeOrderBody extends ProposeBody {
  @Id() type: string;
  @Id() clauseId: string;
  @Text(5000) requirements: string;
  @Maybe() @Id() coActorId?: string;
  @Maybe() @Line(100) inspectionRef?: string;
  @Maybe() @Text(1000) emergencyReason?: string;
  @Maybe() @IsCivilDate() dueOn?: string;
}

export class ProposeControlBody extends ProposeBody {
  @Text(1000) scope: string;
  @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export class ProposeDateBody extends ProposeBody {
  @IsCivilDate() newDueOn: string;
}

export class ProposeReassignBody extends ProposeBody {
  @Maybe() @Id() leadUnitId?: string;
  @Maybe() @Id() responsibleUnitId?: string;
}
