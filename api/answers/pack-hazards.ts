import { ROLES, type Role } from '../../domain/people/roles';
import {
  HAZARD_TAGS,
  PACK_UNIT_KINDS,
  type HazardDomain,
  type HazardTag,
  type PackUnit,
} from '../../domain/policy/pack';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { SourcedFields } from './pack-terms';
import { Code, Day, List, One, Ref, Words, Yes } from './shape';

export class PackHazardTypeAnswer extends SourcedFields {
  @Ref() id: string;
  @Words() name: string;
  @Code(...HAZARD_DOMAINS) domain: HazardDomain;
  @List(Ref()) clauseIds: string[];
  @Maybe() @Named('标签') @List(Code(...HAZARD_TAGS)) tags?: HazardTag[];
  @Maybe() @Named('统一整改期限') @Day() commonDueOn?: string;
  @Maybe() @Named('所属类别') @Ref() classId?: string;
  @Maybe() @List(Ref()) campaignIds?: string[];
}

/** A clause of a judgement standard or rule. */
export class PackClauseAnswer extends SourcedFields {
  @Ref() id: string;
  @Words() title: string;
  @Words() text: string;
  /** True where it decides that a hazard is 重大. */
  @Maybe() @Yes() major?: boolean;
  @Maybe() @Day() validFrom?: string;
  @Maybe() @Day() validTo?: string;
}

/** Units of an item as the prose of the notice names them. */
class PackProseAnswer {
  @Named('牵头单位') @List(Ref()) leads: string[];
  @Named('责任单位') @List(Ref()) responsible: string[];
}

/** Who decided between prose and bracket. */
class PackResolutionAnswer {
  @Named('裁定人') @Words() decidedBy: string;
  @Named('裁定日期') @Day() on: string;
  @Words() reason: string;
}

/** Which units lead and answer for an item of the notice; units by their short names. */
export class PackRoutingAnswer extends SourcedFields {
  @Ref() id: string;
  @Maybe() @List(Ref()) hazardTypes?: string[];
  @Maybe() @Named('点位类型') @List(Ref()) siteTypes?: string[];
  @Named('牵头单位') @List(Ref()) leads: string[];
  @Named('责任单位') @List(Ref()) responsible: string[];
  @Maybe() @Named('通知正文所列的单位') @One(PackProseAnswer) prose?: PackProseAnswer;
  @Maybe() @Named('正文与括号不一致的裁定') @One(PackResolutionAnswer) resolution?: PackResolutionAnswer;
}

/** A unit that the notice names. */
export class PackUnitAnswer extends SourcedFields {
  @Named('单位简称代码') @Ref() slug: string;
  @Words() name: string;
  @List(Words()) aliases: string[];
  @Named('单位类别') @Code(...PACK_UNIT_KINDS) kind: PackUnit['kind'];
  @Maybe() @Words() issuerCode?: string;
  @Maybe() @Named('执法领域') @List(Code(...HAZARD_DOMAINS)) domains?: HazardDomain[];
  @Maybe() @Named('是否泛指多家单位') @Yes() collective?: true;
}

export class PackPaperAnswer extends SourcedFields {
  @Named('文书类型') @Ref() type: string;
  @Named('文书名称') @Words() title: string;
  @Yes() statutory: boolean;
  @Named('可制发的岗位') @List(Code(...ROLES)) issuers: Role[];
}
