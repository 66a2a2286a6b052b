import type { Role } from '../../domain/people/roles';
import type { AccountActRow } from '../../entities/people.entity';
import { compact } from '../compact';

/** An act on an account; never the password's hash. */
export const presentAct = (row: Omit<AccountActRow, 'passwordHash'>, mayConfirm: readonly Role[]): object =>
  compact({
    actId: row.actId,
    personId: row.personId,
    act: row.act,
    status: row.status,
    askedBy: row.askedBy,
    askedAt: row.askedAt,
    decidedBy: row.decidedBy ?? undefined,
    decidedAt: row.decidedAt ?? undefined,
    mayConfirm: row.status === 'pending' ? mayConfirm : undefined,
  });
