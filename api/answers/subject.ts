import type { SubjectKind } from '../../domain/people/directory';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { SUBJECT_KINDS } from '../dto/registers';
import { SubjectSurvivorAnswer } from './merged';
import { Code, Count, Day, LabelsByCode, List, NamesById, One, OrNull, Ref, Words, Yes } from './shape';

/** A party that answers for sites; name and family contact as far as who asks reads them. */
export class SubjectAnswer {
  @Named('责任主体编号') @Ref() subjectId: string;
  @Ref() townId: string;
  @Words() name: string;
  @Named('责任主体类别') @Code(...SUBJECT_KINDS) kind: SubjectKind;
  @Maybe() @Words() creditCode?: string;
  /** The government unit that this subject is. */
  @Maybe() @Named('所属单位') @Ref() unitId?: string;
  /** The day on which it agreed in writing. */
  @Maybe() @Named('同意电子送达的日期') @Day() electronicConsent?: string;
  @Maybe() @Ref() placeUnitId?: string;
  @Maybe() @Words() familyContact?: string;
  @List(Ref()) siteIds: string[];
  /** Raised by every change: what `If-Match` names. */
  @Count() version: number;
  /** Absent unless it was merged into another as its double. */
  @Maybe() @Named('已并入') @One(SubjectSurvivorAnswer) mergedInto?: SubjectSurvivorAnswer;
}

export const REGISTER_ACTS = ['amend', 'merge', 'end'] as const;
export type RegisterAct = (typeof REGISTER_ACTS)[number];

/** A subject by itself, with what its ids and codes are called. */
export class SubjectReadAnswer extends SubjectAnswer {
  /** Also where its name is not read. */
  @Maybe() @Named('是否特殊保护人员') @Yes() protectedPerson?: boolean;
  /** What who asks may do with it. */
  @Named('可办理的操作') @List(Code(...REGISTER_ACTS)) allowedActs: RegisterAct[];
  /** For who may merge: others that may be the same. */
  @List(Ref()) doubleSubjectIds: string[];
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}

/** What a subject has said about being served electronically. */
export class ElectronicConsentAnswer {
  @Named('责任主体编号') @Ref() subjectId: string;
  /** Null where it has not agreed, or no longer does. */
  @Named('同意电子送达的日期') @OrNull(Day()) electronicConsent: string | null;
}
