import type { UnitKind } from '../../domain/people/directory';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { UNIT_KINDS } from '../dto/registers';
import { Code, Day, List, OrNull, Ref, Words } from './shape';

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
