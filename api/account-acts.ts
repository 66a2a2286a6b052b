import type { AccountAct, AccountActStatus } from '../domain/people/account-acts';
import { AccountActRow, AccountRow, SessionRow, SignInPaceRow, TokenRow } from '../entities/people.entity';
import type { AdminTx } from '../record/admin';
import { newOrderedId } from '../record/new-id';
import { accountKeyOf } from './session/attempt';

/** An act on an account as it is kept. */
export interface KeptAct {
  actId: string;
  personId: string;
  act: AccountAct;
  status: AccountActStatus;
  askedBy: string;
  passwordHash: string | null;
}

/** Ends every session and token of a person, in this transaction. */
export const endCredentials = async (tx: AdminTx, personId: string): Promise<void> => {
  await tx.delete(SessionRow, { personId });
  await tx.update(TokenRow, { revokedAt: tx.now }, { personId, revokedAt: null });
};

/** A new password is a new beginning: nobody waits for wrong guesses of the old one, and no address is known to be good. */
const forgetAttempts = async (tx: AdminTx, secretKey: Buffer, personId: string): Promise<void> => {
  const [account] = await tx.find(AccountRow, { personId });
  if (account === undefined) return;
  await tx.delete(SignInPaceRow, { accountKey: accountKeyOf(secretKey, account.username) });
};

/** Does it to the account. Each act also ends what is signed in: nothing from before it may live on. */
export const carryOut = async (
  tx: AdminTx,
  secretKey: Buffer,
  { act, personId, passwordHash }: Pick<KeptAct, 'act' | 'personId' | 'passwordHash'>,
): Promise<void> => {
  await endCredentials(tx, personId);
  switch (act) {
    case 'disable':
      await tx.update(AccountRow, { disabledAt: tx.now }, { personId });
      return;
    case 'enable':
      await tx.update(AccountRow, { disabledAt: null }, { personId });
      return;
    case 'reset-password':
      if (passwordHash === null) throw new Error(`a reset for ${personId} has no password`);
      await tx.update(AccountRow, { passwordHash, mustChangePassword: true }, { personId });
      await forgetAttempts(tx, secretKey, personId);
      return;
    case 'end-sessions':
      return;
  }
};

/** Keeps an act, which the holder is told of; the hash of a one-time password only while it waits. */
export const keepAct = async (tx: AdminTx, kept: Omit<KeptAct, 'actId'>): Promise<string> => {
  const actId = newOrderedId();
  await tx.insert(AccountActRow, {
    actId,
    personId: kept.personId,
    act: kept.act,
    status: kept.status,
    passwordHash: kept.status === 'pending' ? kept.passwordHash : null,
    askedBy: kept.askedBy,
    askedAt: tx.now,
    decidedBy: null,
    decidedAt: null,
  });
  return actId;
};

/** Notes who decided on a waiting act; the password's hash is not needed any longer. */
export const decideAct = (tx: AdminTx, actId: string, status: AccountActStatus, by: string): Promise<number> =>
  tx.update(AccountActRow, { status, decidedBy: by, decidedAt: tx.now, passwordHash: null }, { actId });

/** An act as of now. */
export const readAct = async (tx: AdminTx, actId: string): Promise<KeptAct | undefined> =>
  (await tx.find(AccountActRow, { actId }))[0];
