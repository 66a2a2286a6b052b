import { isCreditCode } from '../../domain/people/credit-code';
import type { SubjectKind, UnitKind } from '../../domain/people/directory';
import type { HazardDomain } from '../../domain/policy/pack';
import { EVENT_TYPES } from '../answers/event-types';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { AskedBeside } from './beside';
import {
  Decimal,
  field,
  Flag,
  Id,
  Ids,
  IsCivilDate,
  Line,
  Lines,
  Maybe,
  MaybeWith,
  OneOf,
  Shaped,
  SomeOf,
  Text,
} from './fields';
import { Named } from './named';

export const UNIT_KINDS = [
  'town',
  'office',
  'department',
  'village',
  'enforcement',
  'station',
  'company',
  'district',
  'district-department',
] as const satisfies readonly UnitKind[];

export const SUBJECT_KINDS = [
  'enterprise',
  'sole-trader',
  'individual',
  'property-manager',
  'public-body',
] as const satisfies readonly SubjectKind[];

const Domains = (): PropertyDecorator =>
  field('domains', { type: 'array', items: { type: 'string', enum: HAZARD_DOMAINS } }, (value) => {
    const known: readonly unknown[] = HAZARD_DOMAINS;
    return Array.isArray(value) && value.every((item) => known.includes(item))
      ? undefined
      : `必须是 ${HAZARD_DOMAINS.join('、')} 的列表`;
  });

const Slug = (): PropertyDecorator =>
  Shaped(/^[a-z][a-z0-9-]{0,39}$/, '必须是 1 到 40 个小写字母、数字或横线，以字母开头', 40);

/** With its check sign: a mistyped one is refused (settled 6.5). */
const CreditCode = (): PropertyDecorator =>
  field('creditCode', { type: 'string', minLength: 18, maxLength: 18 }, (value) =>
    typeof value === 'string' && isCreditCode(value)
      ? undefined
      : '必须是 18 位统一社会信用代码，且末位校验码正确，请核对',
  );

export class CreateUnitBody {
  @Line(100) name: string;
  @Named('单位类别') @OneOf(...UNIT_KINDS) kind: UnitKind;
  @Maybe() @Id() townId?: string;
  @Maybe() @Lines(100, 20) aliases?: string[];
  @Maybe() @Id() parentId?: string;
  @Maybe() @Named('单位简称代码') @Slug() slug?: string;
  @Maybe() @Line(40) issuerCode?: string;
  @Maybe() @Named('执法领域') @Domains() domains?: HazardDomain[];
  @Maybe() @Named('执法依据') @Line(200) orderBasis?: string;
  @Maybe() @IsCivilDate() from?: string;
}

/** Last day of a unit, and who takes over what it holds. */
export class EndUnitBody {
  @IsCivilDate() to: string;
  @Maybe() @Id() successorUnitId?: string;
}

export class SuccessorBody {
  @Id() successorUnitId: string;
  @Text(500) reason: string;
}

/** What the register says of a subject. */
class SubjectBody {
  @Line(100) name: string;
  @Named('责任主体类别') @OneOf(...SUBJECT_KINDS) kind: SubjectKind;
  /** 统一社会信用代码. */
  @Maybe() @CreditCode() creditCode?: string;
  /** The government unit that this subject is: for public bodies alone. */
  @Maybe() @AskedBeside('kind', ['public-body'], ['public-body']) @Named('所属单位', 'unit') @Id() unitId?: string;
  /** The village where it lies. */
  @Maybe() @Id() placeUnitId?: string;
  @Maybe() @AskedBeside('kind', ['individual']) @Flag() protectedPerson?: boolean;
  /** Whom of the family to call for a protected person: name and telephone. */
  @Maybe() @AskedBeside('kind', ['individual']) @Line(200) familyContact?: string;
}

export class CreateSubjectBody extends SubjectBody {
  @Maybe() @Id() townId?: string;
}

/** The subject as it is to be: what is left out is taken away. */
export class AmendSubjectBody extends SubjectBody {
  @Text(500) reason: string;
}

export class MergeSubjectBody {
  @Id() intoSubjectId: string;
  @Text(500) reason: string;
}

export class ElectronicConsentBody {
  /** False takes the consent back. */
  @Flag() agreed: boolean;
  /** The day on which it agreed in writing. */
  @Maybe() @IsCivilDate() agreedOn?: string;
}

/** What the register says of a site. */
class SiteBody {
  @Line(100) name: string;
  /** Kind of place, such as 充电场所. */
  @Named('点位类型') @Line(40) type: string;
  @Line(200) address: string;
  @MaybeWith('latitude') @Decimal(-180, 180) longitude?: number;
  @MaybeWith('longitude') @Decimal(-90, 90) latitude?: number;
  @Maybe() @Id() villageUnitId?: string;
  @Maybe() @Id() ownerSubjectId?: string;
  @Maybe() @Ids(20) tenantSubjectIds?: string[];
}

export class CreateSiteBody extends SiteBody {
  @Maybe() @Id() townId?: string;
}

/** The site as it is to be: what is left out is taken away. */
export class AmendSiteBody extends SiteBody {
  @Text(500) reason: string;
}

export class MergeSiteBody {
  @Id() intoSiteId: string;
  @Text(500) reason: string;
}

export class CreateWebhookBody {
  @Line(2000) url: string;
  /** Empty or absent: all events. */
  @Maybe() @SomeOf(...EVENT_TYPES) eventTypes?: string[];
  @Maybe() @Id() townId?: string;
}
