import type { Role } from '../../domain/people/roles';
import type { AccountActRow } from '../../entities/people.entity';
import type { AccountActAnswer } from '../answers/account-act';
import { compact } from '../compact';
import type { Plain } from '../parse';

/** An act on an account as it was asked for; never the password's hash. */
export const presentAct = (
  row: Omit<AccountActRow, 'passwordHash' | 'decidedBy' | 'decidedAt'>,
  mayConfirm: readonly Role[],
): Plain<AccountActAnswer> =>
  compact({
    actId: row.actId,
    personId: row.personId,
    act: row.act,
    status: row.status,
    askedBy: row.askedBy,
    askedAt: row.askedAt,
    mayConfirm: row.status === 'pending' ? mayConfirm : undefined,
  });
