import { CASE_STATUSES } from '../../domain/case/file';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Day, Instant, List, One, OrNull, Words } from './shape';

export const EFFECT_KINDS = ['status', 'deadline', 'paper', 'message', 'proposal', 'other'] as const;

/** One thing that a command would do, in words; with its date where it has one. */
export class EffectAnswer {
  @Named('效果种类') @Code(...EFFECT_KINDS) kind: string;
  @Named('效果') @Words() text: string;
  @Maybe() @Named('时间') @Instant() at?: string;
  @Maybe() @Day() day?: string;
}

/** What a command would do now; nothing of it is written. */
export class PreviewAnswer {
  @Code(...new Set([...CASE_STATUSES, ...ESCALATION_STATUSES])) status: string;
  @Named('状态名称') @Words() statusName: string;
  /** Null where it has none yet, also where this would give it one: numbers are given when it is done. */
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Named('效果') @List(One(EffectAnswer)) effects: EffectAnswer[];
}
