import type { Request } from 'express';
import type { TokenScope } from '../domain/people/scopes';
import type { Credential } from '../record/door/sign-ins';
import { Problem } from './problem';

/** Who sent a request: always a natural person, by session cookie or by personal token. */
export interface Caller {
  personId: string;
  by: 'cookie' | 'token';
  /** Hash of the session or token, to end it. */
  credentialHash: string;
  /** With a cookie: the CSRF token of the session. */
  csrfToken: string | null;
  /** Of a token, what it may be used for; null with a cookie, which may do all that the person may. */
  scopes: TokenScope[] | null;
  /** True until a first password is replaced: nothing else is allowed meanwhile. */
  mustChangePassword: boolean;
  /** The record's clock when the request came, and how far the directories had grown. */
  standing: Credential['standing'];
}

const callers = new WeakMap<Request, Caller>();

export const rememberCaller = (request: Request, caller: Caller): void => {
  callers.set(request, caller);
};

export const callerOf = (request: Request): Caller | undefined => callers.get(request);

/** The caller of a route that needs one; 401 otherwise. */
export const requireCaller = (request: Request): Caller => {
  const caller = callers.get(request);
  if (!caller)
    throw new Problem('unauthenticated', '请先登录。', { headers: { 'WWW-Authenticate': 'Bearer realm="bihuan"' } });
  return caller;
};
