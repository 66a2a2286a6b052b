import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Amount, Day, List, NamesById, Ref, Words } from './shape';

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
}

/** A place by itself, with what its ids are called. */
export class SiteReadAnswer extends SiteAnswer {
  @NamesById() names: object;
}
