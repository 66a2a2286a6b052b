import { GRADES, HAZARD_TAGS, type Grade, type HazardDomain, type HazardTag } from '../../domain/policy/pack';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Count, Ref, Words, Yes } from './shape';

/** An element of a pack, with where it comes from in words. */
export abstract class SourcedFields {
  @Named('出处') @Words() source: string;
}

/** How long a period is, by one of these units. */
export class TermAnswer {
  @Maybe() @Named('工作日数') @Count() wd?: number;
  @Maybe() @Named('日历日数') @Count() days?: number;
  @Maybe() @Named('小时数') @Count() hours?: number;
  @Maybe() @Named('秒数') @Count() seconds?: number;
  @Maybe() @Named('月数') @Count() months?: number;
  @Maybe() @Named('末日逢休息日是否顺延') @Yes() roll?: boolean;
  /** Such as 15个工作日. */
  @Named('时限的文字表述') @Words() words: string;
}

/** How far a reminder or rung lies before (negative) or after a limit. */
export class StepOffsetAnswer {
  @Maybe() @Named('工作日数（负数为提前）') @Count() wd?: number;
  @Maybe() @Named('秒数（负数为提前）') @Count() seconds?: number;
  @Maybe() @Named('到期即办') @Yes() atOnce?: boolean;
}

/** When the lamp of a clock turns yellow. */
export class LampRuleAnswer {
  @Maybe() @Named('提前几个工作日亮黄灯') @Count() yellowWd?: number;
  @Maybe() @Named('提前几秒亮黄灯') @Count() yellowSeconds?: number;
}

/** Which cases a row is for; what is absent matches all. */
export class MatchAnswer {
  @Maybe() @Code(...GRADES) grade?: Grade;
  @Maybe() @Code(...HAZARD_DOMAINS) domain?: HazardDomain;
  @Maybe() @Named('标签') @Code(...HAZARD_TAGS) tag?: HazardTag;
  @Maybe() @Ref() act?: string;
  @Maybe() @Named('所涉事项的名称') @Words() actName?: string;
  @Maybe() @Named('是否已挂牌') @Yes() listed?: boolean;
}
