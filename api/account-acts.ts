import type { AccountAct, AccountActStatus } from '../domain/people/account-acts';
import type { AdminTx } from '../record/admin';
import { newOrderedId } from '../record/new-id';
import { text, textOrNull } from '../record/row';
import { insertRow } from './rows';
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
  await tx.change('DELETE FROM session WHERE person_id = ?', [personId]);
  await tx.change('UPDATE token SET revoked_at = ? WHERE person_id = ? AND revoked_at IS NULL', [tx.now, personId]);
};

/** A new password is a new beginning: nobody waits for wrong guesses of the old one, and no address is known to be good. */
const forgetAttempts = async (tx: AdminTx, secretKey: Buffer, personId: string): Promise<void> => {
  const [account] = await tx.query('SELECT username FROM account WHERE person_id = ?', [personId]);
  if (account === undefined) return;
  await tx.change('DELETE FROM sign_in_pace WHERE account_key = ?', [
    accountKeyOf(secretKey, text(account, 'username')),
  ]);
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
      await tx.change('UPDATE account SET disabled_at = ? WHERE person_id = ?', [tx.now, personId]);
      return;
    case 'enable':
      await tx.change('UPDATE account SET disabled_at = NULL WHERE person_id = ?', [personId]);
      return;
    case 'reset-password':
      if (passwordHash === null) throw new Error(`a reset for ${personId} has no password`);
      await tx.change('UPDATE account SET password_hash = ?, must_change_password = 1 WHERE person_id = ?', [
        passwordHash,
        personId,
      ]);
      await forgetAttempts(tx, secretKey, personId);
      return;
    case 'end-sessions':
      return;
  }
};

/** Keeps an act, which the holder is told of; the hash of a one-time password only while it waits. */
export const keepAct = async (tx: AdminTx, kept: Omit<KeptAct, 'actId'>): Promise<string> => {
  const actId = newOrderedId();
  await insertRow(tx, 'account_act', {
    act_id: actId,
    person_id: kept.personId,
    act: kept.act,
    status: kept.status,
    password_hash: kept.status === 'pending' ? kept.passwordHash : null,
    asked_by: kept.askedBy,
    asked_at: tx.now,
    decided_by: null,
    decided_at: null,
  });
  return actId;
};

/** Notes who decided on a waiting act; the password's hash is not needed any longer. */
export const decideAct = (tx: AdminTx, actId: string, status: AccountActStatus, by: string): Promise<number> =>
  tx.change(
    'UPDATE account_act SET status = ?, decided_by = ?, decided_at = ?, password_hash = NULL WHERE act_id = ?',
    [status, by, tx.now, actId],
  );

/** An act as of now. */
export const readAct = async (tx: Pick<AdminTx, 'query'>, actId: string): Promise<KeptAct | undefined> => {
  const [row] = await tx.query('SELECT * FROM account_act WHERE act_id = ?', [actId]);
  return (
    row && {
      actId,
      personId: text(row, 'person_id'),
      act: text(row, 'act') as AccountAct,
      status: text(row, 'status') as AccountActStatus,
      askedBy: text(row, 'asked_by'),
      passwordHash: textOrNull(row, 'password_hash'),
    }
  );
};
