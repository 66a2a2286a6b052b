import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { SiteSurvivorAnswer } from './merged';
import { Amount, Code, Count, Day, LabelsByCode, List, NamesById, One, Ref, Words } from './shape';
import { REGISTER_ACTS, type RegisterAct } from './subject';

/** A place that can have hazards. */
export class SiteAnswer {
  @Named('点位编号') @Ref() siteId: string;
  @Ref() townId: string;
  @Words() name: string;
  @Named('点位类型') @Words() type: string;
  @Words() address: string;
  @Maybe() @Ref() villageUnitId?: string;
  @Maybe() @Amount() longitude?: number;
  @Maybe() @Amount() latitude?: number;
  @Maybe() @Ref() ownerSubjectId?: string;
  @List(Ref()) tenantSubjectIds: string[];
  /** Its last day; absent while none is set. */
  @Maybe() @Day() to?: string;
  /** Raised by every change: what `If-Match` names. */
  @Count() version: number;
  /** Absent unless it was merged into another as its double. */
  @Maybe() @Named('已并入') @One(SiteSurvivorAnswer) mergedInto?: SiteSurvivorAnswer;
}

/** A place by itself, with what its ids are called. */
export class SiteReadAnswer extends SiteAnswer {
  /** What who asks may do with it. */
  @Named('可办理的操作') @List(Code(...REGISTER_ACTS)) allowedActs: RegisterAct[];
  /** For who may merge: others that may be the same. */
  @List(Ref()) doubleSiteIds: string[];
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
