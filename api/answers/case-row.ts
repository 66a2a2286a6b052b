import { CASE_STATUSES } from '../../domain/case/file';
import { OVERLAY_NAMES } from '../../domain/case/overlays';
import { LAMPS } from '../../domain/clock/lamp';
import { GRADES } from '../../domain/policy/pack';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { CASE_SOURCES } from '../dto/report';
import { NextStepAnswer, RowDueAnswer } from './clock';
import { Code, Coded, Count, Instant, List, One, OrNull, Ref, Words } from './shape';

/** A case as lists show it; what may be absent is not shown to who only reported it, or to the side that rectifies. */
export class CaseRowAnswer {
  @Ref() caseId: string;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Words() title: string;
  @Code(...CASE_STATUSES) status: string;
  @Coded('hazard-type') hazardType: string;
  @Named('上报时间') @Instant() openedAt: string;
  @OrNull(Instant()) closedAt: string | null;
  @Ref() townId: string;
  @OrNull(Ref()) siteId: string | null;
  @OrNull(Words()) address: string | null;
  @Instant() updatedAt: string;
  @Count() version: number;
  @Maybe() @Code(...CASE_SOURCES) source?: string;
  @Maybe() @OrNull(Words()) externalId?: string | null;
  @Maybe() @OrNull(Code(...GRADES)) grade?: string | null;
  @Maybe() @OrNull(Code(...HAZARD_DOMAINS)) domain?: string | null;
  @Maybe() @Count() cycle?: number;
  @Maybe() @List(Code(...OVERLAY_NAMES, 'protected-source')) overlays?: string[];
  @Maybe() @OrNull(Ref()) leadUnitId?: string | null;
  @Maybe() @OrNull(Ref()) responsibleUnitId?: string | null;
  @Maybe() @Code(...LAMPS) lamp?: string;
  /** Null where nobody owes anything. */
  @Maybe() @OrNull(One(RowDueAnswer)) nextDue?: RowDueAnswer | null;
  /** To who is shown the case whole; null where none is ahead. */
  @Maybe() @OrNull(One(NextStepAnswer)) nextStep?: NextStepAnswer | null;
}
