import type { AdminTx } from '../../record/admin';
import type { Caller } from '../caller';
import { Problem } from '../problem';

/** 401 for somebody whose session ended while the request was on its way. */
const ended = (): Problem => new Problem('unauthenticated', '登录已失效，请重新登录。');

/**
 * Locks the caller's account to the end of the transaction and asks again whether it is open and the session still there, so
 * that nothing is made for somebody who has been signed out, disabled or given another password meanwhile.
 *
 * @returns the hash of its password, as it is now.
 * @throws Problem 401
 */
export const lockOwnAccount = async (
  tx: AdminTx,
  { personId, credentialHash }: Caller,
): Promise<{ passwordHash: string }> => {
  // Writes what is there: the lock of a write is the one lock that all databases have.
  await tx.change('UPDATE account SET must_change_password = must_change_password WHERE person_id = ?', [personId]);
  const [row] = await tx.query(
    `SELECT a.password_hash FROM account a JOIN session s ON s.person_id = a.person_id
     WHERE a.person_id = ? AND a.disabled_at IS NULL AND s.id_hash = ?`,
    [personId, credentialHash],
  );
  const passwordHash = row?.['password_hash'];
  if (typeof passwordHash !== 'string') throw ended();
  return { passwordHash };
};
