import { CASE_STATUSES } from '../../domain/case/file';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Day, Instant, List, One, OrNull, Words } from './shape';

export const EFFECT_KINDS = ['status', 'deadline', 'paper', 'message', 'proposal', 'other'] as const;

/** A paper as it would read; its number is given when it is done. */
export class PreviewedPaperAnswer {
  @Named('文书标题') @Words() title: string;
  @Named('制发单位名称') @Words() issuerName: string;
  @Named('正文') @Words() text: string;
  @Maybe() @Named('文书载明的整改期限') @Day() dueOn?: string;
}

/** One thing that a command would do, in words; with its date where it has one. */
export class EffectAnswer {
  @Named('效果种类') @Code(...EFFECT_KINDS) kind: string;
  @Named('效果') @Words() text: string;
  @Maybe() @Named('时间') @Instant() at?: string;
  @Maybe() @Day() day?: string;
  /** Of a paper of the case that was asked about: what stands in it. */
  @Maybe() @Named('文书样稿') @One(PreviewedPaperAnswer) paper?: PreviewedPaperAnswer;
}

/** What a command would do now; nothing of it is written. */
export class PreviewAnswer {
  @Code(...new Set([...CASE_STATUSES, ...ESCALATION_STATUSES])) status: string;
  @Named('状态名称') @Words() statusName: string;
  /** Null where it has none yet, also where this would give it one: numbers are given when it is done. */
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Named('效果') @List(One(EffectAnswer)) effects: EffectAnswer[];
}
