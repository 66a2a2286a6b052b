import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import {
  PackClockAnswer,
  PackControlScopeAnswer,
  PackExtensionAnswer,
  PackLadderAnswer,
  PackReminderAnswer,
  PackSuspensionAnswer,
  PackWatchAnswer,
} from './pack-clocks';
import {
  PackClauseAnswer,
  PackHazardTypeAnswer,
  PackPaperAnswer,
  PackRoutingAnswer,
  PackUnitAnswer,
} from './pack-hazards';
import { LampRuleAnswer, SourcedFields } from './pack-terms';
import { Day, LabelsByCode, List, One, OrNull, Ref, Words, Yes } from './shape';

/** The notice that a pack turns into data. */
export class BasisAnswer {
  @Named('文号') @Words() documentNumber: string;
  @Words() title: string;
  @Named('发文机关') @Words() issuer: string;
  @Named('印发日期') @Day() issuedOn: string;
}

class PackHeadFields {
  @Ref() packId: string;
  @Named('政策包版本') @Words() version: string;
  @Words() title: string;
  @Named('所依据的通知') @One(BasisAnswer) basis: BasisAnswer;
}

/** A pack in the list of packs: its newest version. */
export class PolicyAnswer extends PackHeadFields {
  @Named('已加载的版本') @List(Words()) versions: string[];
}

/** What the notice calls its lists. */
class ListNamesAnswer {
  @Named('底数台账的名称') @Words() base: string;
  @Named('问题台账的名称') @Words() findings: string;
  @Named('整改台账的名称') @Words() closedLoop: string;
  @Named('销号台账的名称') @Words() closed: string;
}

/** A pack as callers need it to find ids. */
export class PackAnswer extends PackHeadFields {
  @Words() closingWord: string;
  @Named('各台账的名称') @One(ListNamesAnswer) listNames: ListNamesAnswer;
  @Named('亮灯规则') @One(LampRuleAnswer) lamp: LampRuleAnswer;
  /** False where durations are seconds. */
  @Named('文书可否写明期限日期') @Yes() acceptsPrintedDates: boolean;
  @List(One(PackHazardTypeAnswer)) hazardTypes: PackHazardTypeAnswer[];
  @List(One(PackClauseAnswer)) clauses: PackClauseAnswer[];
  @Named('分工') @List(One(PackRoutingAnswer)) routing: PackRoutingAnswer[];
  @Named('各类时限') @List(One(PackClockAnswer)) clocks: PackClockAnswer[];
  @Named('临时管控的范围') @List(One(PackControlScopeAnswer)) controlScopes: PackControlScopeAnswer[];
  @Named('延期规则') @One(PackExtensionAnswer) extension: PackExtensionAnswer;
  /** Null where the pack knows no suspension. */
  @Named('中止规则') @OrNull(One(PackSuspensionAnswer)) suspension: PackSuspensionAnswer | null;
  @Named('到期前的提醒') @List(One(PackReminderAnswer)) reminders: PackReminderAnswer[];
  @Named('递进措施') @List(One(PackLadderAnswer)) ladders: PackLadderAnswer[];
  @List(One(PackUnitAnswer)) units: PackUnitAnswer[];
  @List(One(PackPaperAnswer)) papers: PackPaperAnswer[];
  @Named('回头看安排') @List(One(PackWatchAnswer)) watch: PackWatchAnswer[];
  @LabelsByCode() labels: object;
}

export class CampaignAnswer extends SourcedFields {
  @Ref() campaignId: string;
  @Ref() packId: string;
  @Words() name: string;
  @Maybe() @Day() from?: string;
  @Maybe() @Day() to?: string;
  @Maybe() @Named('整改期限') @Day() rectifyBy?: string;
}
