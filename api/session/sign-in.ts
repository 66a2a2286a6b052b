import type { Request } from 'express';
import { plusMs } from '../../domain/clock/instant';
import { usernameOf } from '../../domain/people/username';
import { AccountRow } from '../../entities/people.entity';
import type { SignIns } from '../../record/door/sign-ins';
import type { SignInAttempt, WrongPassword } from '../../record/sign-in/attempt';
import { csrfTokenOf } from '../csrf';
import type { AppDeps } from '../deps';
import { Problem } from '../problem';
import { problemOfFailure } from '../problems';
import { attemptOf, checkPace, slowedDown } from './attempt';
import { hashSecret, newSecret, verifyPassword } from './secrets';

/** A session ends after so long without a request. */
export const idleMs = 30 * 60_000;
/** A session ends so long after the sign-in, whatever happens. */
export const absoluteMs = 12 * 60 * 60_000;

/** The same words for an unknown name, a wrong password and a closed account: nobody learns which names exist. */
const refused = (): Problem =>
  new Problem('unauthenticated', '用户名或密码不正确。', {
    headers: { 'WWW-Authenticate': 'Bearer realm="bihuan"' },
  });

/** No account has an empty name: a name that can be nobody's is looked up like any other. */
const accountOf = ({ db }: AppDeps, typedName: string): Promise<AccountRow | null> =>
  db.getRepository(AccountRow).findOneBy({ username: usernameOf(typedName) ?? '' });

/** Counts a wrong password; 429 when the attempt had to wait, because others came first while this one was looked at. */
export const noteWrongPassword = async ({ door }: { door: SignIns }, wrong: WrongPassword): Promise<void> => {
  const counted = await door.wrongPassword(wrong);
  if ('failure' in counted) throw problemOfFailure(counted.failure);
  if (counted.waitMs > 0) throw slowedDown(counted.waitMs);
};

const open = async (deps: AppDeps, attempt: SignInAttempt, account: AccountRow): Promise<string> => {
  const { personId, passwordHash } = account;
  const secret = newSecret();
  const createdAt = deps.now();
  const times = { createdAt, expiresAt: plusMs(createdAt, absoluteMs) };
  const session = { idHash: hashSecret(secret), csrf: csrfTokenOf(secret), ...times };
  const opened = await deps.door.openSession({ attempt, personId, passwordHash, ...session });
  if ('failure' in opened) throw problemOfFailure(opened.failure);
  if (opened.outcome === 'slowed') throw slowedDown(opened.waitMs);
  if (opened.outcome === 'refused') throw refused();
  return secret;
};

/**
 * Checks name and password and opens a session with a new secret; the old one of the browser is not reused.
 * Wrong passwords slow down the pair of account and address (domain/people/pace.ts), the same for names that are nobody's.
 *
 * @returns the secret of the session.
 * @throws Problem 401 or, while the attempt has to wait, 429.
 */
export const signIn = async (deps: AppDeps, request: Request, typedName: string, password: string): Promise<string> => {
  const attempt = attemptOf(deps, request, typedName);
  await checkPace(deps, attempt);
  const account = await accountOf(deps, typedName);
  const matches = await verifyPassword(account?.passwordHash, password);
  if (account !== null && matches && account.disabledAt === null) return open(deps, attempt, account);
  await noteWrongPassword(deps, { attempt, personId: null });
  throw refused();
};
