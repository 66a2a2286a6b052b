import type { UnitKind } from '../../domain/people/directory';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { UNIT_KINDS } from '../dto/registers';
import { Code, Count, Day, LabelsByCode, List, NamesById, One, OrNull, Ref, Words } from './shape';

/** A unit, with the days of its existence. */
export class UnitAnswer {
  @Named('单位编号') @Ref() unitId: string;
  @Words() name: string;
  @List(Words()) aliases: string[];
  @Named('单位类别') @Code(...UNIT_KINDS) kind: UnitKind;
  @OrNull(Ref()) parentId: string | null;
  /** Null for the district's. */
  @OrNull(Ref()) townId: string | null;
  @Maybe() @Named('单位简称代码') @Ref() slug?: string;
  @Maybe() @Words() issuerCode?: string;
  @Named('执法领域') @List(Code(...HAZARD_DOMAINS)) domains: string[];
  @Day() from: string;
  @Maybe() @Day() to?: string;
  @Maybe() @Ref() successorUnitId?: string;
}

/** What a unit holds as of today, in numbers: what has to be taken over before it can end. */
class UnitHoldingsAnswer {
  @Named('岗位数') @Count() posts: number;
  @Named('未办结的隐患数') @Count() cases: number;
  @Named('未完成的时限数') @Count() deadlines: number;
  @Named('未办结的督办、约谈、通报数') @Count() escalations: number;
}

/** A unit by itself, with what its ids and codes are called. */
export class UnitReadAnswer extends UnitAnswer {
  @Maybe() @Named('执法依据') @Words() orderBasis?: string;
  /** Units that it takes over from, or has. */
  @List(Ref()) predecessorUnitIds: string[];
  /** Told to who keeps units. */
  @Maybe() @Named('名下事项') @One(UnitHoldingsAnswer) holds?: UnitHoldingsAnswer;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
