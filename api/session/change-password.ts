import type { Request } from 'express';
import { AccountRow, PersonRow, TokenRow, TownRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import type { Answer } from '../../record/request';
import type { SignInAttempt } from '../../record/sign-in/attempt';
import { waitUnderLock } from '../../record/sign-in/pace';
import { administer, jsonAnswer } from '../administer';
import { requireCaller, type Caller } from '../caller';
import type { AppDeps } from '../deps';
import type { ChangePasswordBody } from '../dto/people';
import { invalidField, Problem } from '../problem';
import { attemptOf, checkPace, slowedDown } from './attempt';
import { lockOwnAccount } from './own-account';
import { checkPassword } from './password-policy';
import { hashPassword, verifyPassword } from './secrets';
import { noteWrongPassword } from './sign-in';

/** A new password ends the other sessions and every token (settled 4.3), and no other address stays known to be good. */
const endTheRest = async (
  tx: AdminTx,
  { personId, credentialHash }: Caller,
  { keys }: SignInAttempt,
): Promise<void> => {
  await tx.change('DELETE FROM session WHERE person_id = ? AND id_hash <> ?', [personId, credentialHash]);
  await tx.update(TokenRow, { revokedAt: tx.now }, { personId, revokedAt: null });
  await tx.change('UPDATE sign_in_pace SET known_until = NULL WHERE account_key = ? AND pace_key <> ?', [
    keys.account,
    keys.pair,
  ]);
};

/**
 * Replaces the caller's password. A wrong current one is counted like one at the sign-in: an open browser is no place to
 * guess at full speed either.
 *
 * @throws Problem 422 for a wrong current, a weak or an unchanged new password; 429 while guesses have to wait.
 */
export const changePassword = async (
  deps: AppDeps,
  request: Request,
  { currentPassword, newPassword }: ChangePasswordBody,
): Promise<Answer> => {
  const caller = requireCaller(request);
  const { personId } = caller;
  const account = await deps.db.getRepository(AccountRow).findOneByOrFail({ personId });
  const { townId } = await deps.db.getRepository(PersonRow).findOneByOrFail({ personId });
  const town = townId === null ? null : await deps.db.getRepository(TownRow).findOneBy({ townId });
  checkPassword(newPassword, { username: account.username, town }, '/newPassword');
  const attempt = attemptOf(deps, request, account.username);
  await checkPace(deps, attempt);
  const matches = await verifyPassword(account.passwordHash, currentPassword);
  const passwordHash = await hashPassword(newPassword);
  const wrong = invalidField('/currentPassword', 'wrong-password', '现有密码不正确');
  try {
    return await administer(deps, request, {
      action: 'password-changed',
      townId: null,
      work: async (tx) => {
        const now = await lockOwnAccount(tx, caller);
        if (!matches) throw wrong;
        const waitMs = await waitUnderLock(tx, attempt);
        if (waitMs > 0) throw slowedDown(waitMs);
        if (now.passwordHash !== account.passwordHash)
          throw new Problem('conflict', '密码刚刚被修改，请重新登录后再试。');
        if (newPassword === currentPassword)
          throw invalidField('/newPassword', 'same-password', '新密码不能与现有密码相同');
        await tx.update(AccountRow, { passwordHash, mustChangePassword: false }, { personId });
        await endTheRest(tx, caller, attempt);
        return { answer: jsonAnswer(204, undefined), ref: personId, data: {} };
      },
    });
  } catch (error) {
    if (error === wrong) await noteWrongPassword(deps, { attempt, personId });
    throw error;
  }
};
