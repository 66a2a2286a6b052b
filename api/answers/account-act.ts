import {
  ACCOUNT_ACT_STATUSES,
  ACCOUNT_ACTS,
  type AccountAct,
  type AccountActStatus,
} from '../../domain/people/account-acts';
import { ROLES, type Role } from '../../domain/people/roles';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { AccountDecisionAnswer } from './offered';
import { Code, Instant, List, One, OrNull, Ref, Words } from './shape';

/** An act on an account, as it was asked for. */
export class AccountActAnswer {
  @Ref() actId: string;
  @Ref() personId: string;
  @Code(...ACCOUNT_ACTS) act: AccountAct;
  @Code(...ACCOUNT_ACT_STATUSES) status: AccountActStatus;
  @Ref() askedBy: string;
  @Instant() askedAt: string;
  /** Only while it waits for the second person. */
  @Maybe() @List(Code(...ROLES)) mayConfirm?: readonly Role[];
}

/** One that waits for the second person, with what may become of it. */
export class WaitingAccountActAnswer extends AccountActAnswer {
  @Named('可办理的事项') @List(One(AccountDecisionAnswer)) acts: AccountDecisionAnswer[];
}

/** A reset, done or waiting: the only answer that ever shows the password. */
export class PasswordResetAnswer extends AccountActAnswer {
  @Words() oneTimePassword: string;
}

/** What may become of an act that waits for the second person. */
const DECIDED_STATUSES = ['done', 'declined', 'withdrawn'] as const satisfies readonly AccountActStatus[];
export type DecidedStatus = (typeof DECIDED_STATUSES)[number];

/** An act on an account that somebody has just confirmed, declined or withdrawn. */
export class DecidedAccountActAnswer {
  @Ref() actId: string;
  @Ref() personId: string;
  @Code(...ACCOUNT_ACTS) act: AccountAct;
  @Code(...DECIDED_STATUSES) status: DecidedStatus;
}

/** What the holder of an account is told that administration did to it, or asks to do. */
export class AccountNoticeAnswer {
  @Code(...ACCOUNT_ACTS) act: AccountAct;
  @Code(...ACCOUNT_ACT_STATUSES) status: AccountActStatus;
  @Instant() askedAt: string;
  @OrNull(Words()) askedByName: string | null;
  /** Null for an act that waits, or that needed nobody else. */
  @Named('确认时间') @OrNull(Instant()) decidedAt: string | null;
  @Named('确认人姓名') @OrNull(Words()) decidedByName: string | null;
}
