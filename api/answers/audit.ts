import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Coded, Count, Day, Free, Instant, List, One, OrNull, Ref, Words } from './shape';

/** Codes of refusals that are audited; `many` for those that were counted only. */
export const AUDITED_REFUSALS = [
  'unauthenticated',
  'forbidden',
  'sod-violation',
  'issuer-lacks-capacity',
  'not-found',
  'rate-limited',
  'unsafe-file',
  'too-large',
  'unsupported-media-type',
  'many',
] as const;

/** Where an act came from; of one who is protected no more than the operation. */
export class AuditOriginAnswer {
  /** Such as `OFd@drill-town-zhuanban`. */
  @Maybe() @Named('当时的岗位') @List(Words()) posts?: string[];
  @Maybe() @Named('请求方法') @Words() method?: string;
  @Maybe() @Named('接口路径') @Words() route?: string;
  @Maybe() @Named('网络地址') @OrNull(Words()) address?: string | null;
  @Maybe() @Named('会话或令牌') @OrNull(Words()) credential?: string | null;
  @Maybe() @Named('被拒的类别代码') @Coded('audit-outcome') outcome?: string;
}

export class AuditEntryAnswer {
  @Day() day: string;
  @Named('当日序号') @Count() n: number;
  @Instant() at: string;
  /** A person, the alias of one who is protected, or a part of the system. */
  @Named('操作人') @OrNull(Words()) personId: string | null;
  @OrNull(Ref()) townId: string | null;
  @Coded('audit-action') action: string;
  @Named('操作对象') @Words() ref: string;
  @Code('done', ...AUDITED_REFUSALS) outcome: string;
  @Named('来自') @One(AuditOriginAnswer) origin: AuditOriginAnswer;
  @Free('操作的具体内容，因操作而异；涉及特殊保护人员的为空') data: object;
  @Words() hash: string;
}
