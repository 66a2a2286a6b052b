import { CLOCK, type ClockName } from '../../domain/clock-names';
import { LADDER_ADDRESSEES, LADDER_TRIGGERS, type Ladder } from '../../domain/policy/ladder';
import { RUNG_ACTS, type RungAct } from '../../domain/stream';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { MatchAnswer, SourcedFields, StepOffsetAnswer, TermAnswer } from './pack-terms';
import { Always, Code, Count, List, One, Ref, Words, Yes } from './shape';

const clocks = Object.keys(CLOCK);

/** A clock's term; the first row that matches a case wins. */
export class PackClockAnswer extends SourcedFields {
  @Code(...clocks) clock: ClockName;
  @Maybe() @Named('适用条件') @One(MatchAnswer) match?: MatchAnswer;
  @Named('时限') @One(TermAnswer) term: TermAnswer;
}

/** A step before the due instant. */
export class PackReminderAnswer extends SourcedFields {
  @Code(...clocks) clock: ClockName;
  @Named('提醒时间') @One(StepOffsetAnswer) offset: StepOffsetAnswer;
  /** Such as 整改时限到期前第7个工作日提醒. */
  @Named('规则的文字表述') @Words() words: string;
}

/** A measure after the due instant. */
class PackRungAnswer extends SourcedFields {
  @Named('措施') @Code(...RUNG_ACTS) act: RungAct;
  @Named('采取时间') @One(StepOffsetAnswer) offset: StepOffsetAnswer;
  /** Such as 逾期后第3个工作日督办. */
  @Named('规则的文字表述') @Words() words: string;
  @Maybe() @Named('适用条件') @Always('charging-place-provided') condition?: 'charging-place-provided';
}

export class PackLadderAnswer extends SourcedFields {
  @Ref() id: string;
  @Code(...LADDER_ADDRESSEES) addressee: Ladder['addressee'];
  /** `late`, when absent. */
  @Maybe() @Named('起因') @Code(...LADDER_TRIGGERS) trigger?: NonNullable<Ladder['trigger']>;
  @Named('各档措施') @List(One(PackRungAnswer)) rungs: PackRungAnswer[];
}

/** Look-back after closing. */
export class PackWatchAnswer extends SourcedFields {
  @Maybe() @Named('适用条件') @One(MatchAnswer) match?: MatchAnswer;
  @Named('回头看期限') @One(TermAnswer) term: TermAnswer;
  @Named('各次回头看的时间') @List(One(TermAnswer)) visits: TermAnswer[];
}

/** What an interim control may cover. */
export class PackControlScopeAnswer extends SourcedFields {
  @Ref() id: string;
  @Words() name: string;
}

class PackMostAnswer {
  @Named('一般隐患') @Count() general: number;
  @Named('重大隐患') @Count() major: number;
}

export class PackExtensionAnswer extends SourcedFields {
  @Named('须在到期前多久申请') @One(TermAnswer) cutOff: TermAnswer;
  @Named('最多延期次数') @One(PackMostAnswer) most: PackMostAnswer;
  @Maybe() @Named('每次延长') @One(TermAnswer) by?: TermAnswer;
}

class PackGroundAnswer extends SourcedFields {
  @Ref() id: string;
  @Words() name: string;
  @Named('是否须写明依据文号') @Yes() needsReference: boolean;
}

export class PackSuspensionAnswer extends SourcedFields {
  @Named('可中止的事由') @List(One(PackGroundAnswer)) grounds: PackGroundAnswer[];
  @Named('复核周期') @One(TermAnswer) review: TermAnswer;
}
