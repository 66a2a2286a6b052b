import { plusMs } from '../../domain/clock/instant';
import { AccountRow } from '../../entities/people.entity';
import { administerOnce, jsonAnswer } from '../administer';
import { csrfTokenOf } from '../csrf';
import type { AppDeps } from '../deps';
import { isAscii } from '../dto/fields';
import { Problem } from '../problem';
import { hashSecret, newSecret, verifyPassword } from './secrets';

const maxFailures = 10;
const lockMs = 15 * 60_000;
export const idleMs = 30 * 60_000;
export const absoluteMs = 12 * 60 * 60_000;

/** The same words for an unknown name, a wrong password and a locked account: nobody learns which names exist. */
const refused = (): Problem =>
  new Problem('unauthenticated', '用户名或密码不正确，或账号已暂时锁定。', {
    headers: { 'WWW-Authenticate': 'Bearer realm="bihuan"' },
  });

const noteFailure = async (deps: AppDeps, account: AccountRow): Promise<void> => {
  const failures = account.failedAttempts + 1;
  const lockedUntil = failures % maxFailures === 0 ? plusMs(deps.now(), lockMs) : null;
  await administerOnce(deps, account.personId, {
    action: 'sign-in-failed',
    townId: null,
    work: async (tx) => {
      await tx.change(
        'UPDATE account SET failed_attempts = failed_attempts + 1, locked_until = COALESCE(?, locked_until) WHERE person_id = ?',
        [lockedUntil, account.personId],
      );
      return { answer: jsonAnswer(200, {}), ref: account.personId, data: { locked: lockedUntil !== null } };
    },
  });
};

/** Checks name and password and opens a session with a new secret; the old one of the browser is not reused. */
export const signIn = async (deps: AppDeps, username: string, password: string): Promise<string> => {
  const accounts = deps.db.getRepository(AccountRow);
  const account = isAscii(username) ? await accounts.findOneBy({ username: username.toLowerCase() }) : null;
  const matches = await verifyPassword(account?.passwordHash, password);
  const now = deps.now();
  const open = account?.disabledAt === null && (account.lockedUntil === null || account.lockedUntil <= now);
  if (account === null || !matches || !open) {
    if (account !== null && !matches && open) await noteFailure(deps, account);
    throw refused();
  }
  const secret = newSecret();
  const { personId } = account;
  await administerOnce(deps, personId, {
    action: 'signed-in',
    townId: null,
    work: async (tx) => {
      await tx.change('UPDATE account SET failed_attempts = 0, locked_until = NULL WHERE person_id = ?', [personId]);
      await tx.change('DELETE FROM session WHERE expires_at < ?', [now]);
      await tx.change(
        'INSERT INTO session (id_hash, person_id, csrf, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
        [hashSecret(secret), personId, csrfTokenOf(secret), now, now, plusMs(now, absoluteMs)],
      );
      return { answer: jsonAnswer(200, {}), ref: personId, data: {} };
    },
  });
  return secret;
};
