import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { AccountOfferedAnswer } from './offered';
import { PersonPostAnswer } from './post';
import { Count, Instant, LabelsByCode, List, NamesById, One, OrNull, Ref, Words, Yes } from './shape';

/** A person with the posts of today. */
export class PersonAnswer {
  @Named('人员编号') @Ref() personId: string;
  @Named('姓名') @Words() name: string;
  /** Told to administration alone. */
  @Maybe() @Words() username?: string;
  /** True where the account is closed; told to administration alone. */
  @Maybe() @Yes() disabled?: boolean;
  @List(One(PersonPostAnswer)) posts: PersonPostAnswer[];
}

/** How somebody signs in, for administration. */
class AccountStateAnswer {
  @Yes() mustChangePassword: boolean;
  @Named('停用时间') @OrNull(Instant()) disabledAt: string | null;
  @Named('有效会话数') @Count() sessions: number;
  @Named('有效令牌数') @Count() tokens: number;
  /** Of what is signed in now; null where nothing is. */
  @Named('最近活动时间') @OrNull(Instant()) lastSeenAt: string | null;
  @Named('可办理的事项') @List(One(AccountOfferedAnswer)) acts: AccountOfferedAnswer[];
}

/** A person by himself, with what the ids and codes are called. */
export class PersonReadAnswer extends PersonAnswer {
  @OrNull(Ref()) townId: string | null;
  /** Told to administration alone, which entered it. */
  @Maybe() @Words() phone?: string;
  /** Told to administration alone. */
  @Maybe() @Named('账号') @One(AccountStateAnswer) account?: AccountStateAnswer;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}

/** A person whose account has just been made. */
export class CreatedPersonAnswer {
  @Named('人员编号') @Ref() personId: string;
  @Named('姓名') @Words() name: string;
  @Words() username: string;
  @Ref() townId: string;
}
