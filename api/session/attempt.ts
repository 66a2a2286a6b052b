import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import type { PaceScope } from '../../domain/people/pace';
import { usernameOf } from '../../domain/people/username';
import type { SignIns } from '../../record/door/sign-ins';
import type { SignInAttempt } from '../../record/sign-in/attempt';
import type { AppDeps } from '../deps';
import { Problem } from '../problem';
import { placeOf } from '../serving';
import { addressOf, networkOf } from './address';

const keyIn = (secretKey: Buffer, scope: PaceScope, ...of: string[]): string =>
  createHmac('sha256', secretKey)
    .update(JSON.stringify(['sign-in', scope, ...of]))
    .digest('hex');

/** Under what the wrong passwords of an account are counted, wherever they come from. */
export const accountKeyOf = (secretKey: Buffer, username: string): string => keyIn(secretKey, 'account', username);

/**
 * Who is tried from where. Keyed hashes stand for both: the table of wrong passwords tells nobody who signs in from where,
 * nor which of the names in it are anybody's.
 */
export const attemptOf = (
  { secretKey }: Pick<AppDeps, 'secretKey'>,
  request: Request,
  typedName: string,
): SignInAttempt => {
  const address = addressOf(request);
  const name = usernameOf(typedName) ?? typedName;
  const network = networkOf(address);
  const keys = {
    pair: keyIn(secretKey, 'pair', name, network),
    account: accountKeyOf(secretKey, name),
    address: keyIn(secretKey, 'address', network),
  };
  return { keys, place: placeOf(request) };
};

/** The answer to an attempt that has to wait: the same for every name. */
export const slowedDown = (waitMs: number): Problem => {
  const seconds = Math.ceil(waitMs / 1000);
  return new Problem('rate-limited', `密码输错次数过多，请在 ${seconds} 秒后再试。`, {
    reason: 'wrong-passwords',
    headers: { 'Retry-After': String(seconds) },
  });
};

/** 429 while an attempt has to wait, before its password is looked at. */
export const checkPace = async ({ door }: { door: SignIns }, attempt: SignInAttempt): Promise<void> => {
  const waitMs = await door.signInWait(attempt);
  if (waitMs > 0) throw slowedDown(waitMs);
};
