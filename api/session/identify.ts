import type { Request, RequestHandler } from 'express';
import { diffMs, type Instant } from '../../domain/clock/instant';
import { rememberCaller, type Caller } from '../caller';
import type { AppDeps } from '../deps';
import { hashSecret } from './secrets';
import { idleMs } from './sign-in';

const touchMs = 60_000;

/** Name of the cookie; the `__Host-` prefix binds it to HTTPS and this host where HTTPS is used. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-bihuan' : 'bihuan');

const cookieOf = (request: Request, name: string): string | undefined => {
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
};

const bearerOf = (request: Request): string | undefined =>
  /^Bearer ([A-Za-z0-9_.~+/-]{20,200}=*)$/i.exec(request.headers.authorization ?? '')?.[1];

/** When each session was last written down, so that most requests write nothing. */
const touched = new Map<string, Instant>();

const touch = async (deps: AppDeps, idHash: string, lastSeenAt: Instant, now: Instant): Promise<void> => {
  if (diffMs(now, lastSeenAt) < touchMs) return;
  if (touched.size > 10_000) touched.clear();
  touched.set(idHash, now);
  await deps.touchSession(idHash, now);
};

const bySession = async (deps: AppDeps, secret: string): Promise<Caller | undefined> => {
  const idHash = hashSecret(secret);
  const found = await deps.door.whoIs('session', idHash);
  const now = deps.now();
  if (!found?.session || found.expiresAt <= now) return undefined;
  const { personId, mustChangePassword, session, standing } = found;
  const seenAt = [session.lastSeenAt, touched.get(idHash) ?? ''].sort().at(-1) ?? '';
  if (diffMs(now, seenAt) >= idleMs) return undefined;
  await touch(deps, idHash, seenAt, now);
  const { csrf: csrfToken } = session;
  return { personId, mustChangePassword, by: 'cookie', credentialHash: idHash, csrfToken, standing };
};

const byToken = async (deps: AppDeps, secret: string): Promise<Caller | undefined> => {
  const tokenHash = hashSecret(secret);
  const found = await deps.door.whoIs('token', tokenHash);
  if (!found || found.expiresAt <= deps.now()) return undefined;
  const { personId, mustChangePassword, standing } = found;
  return { personId, mustChangePassword, by: 'token', credentialHash: tokenHash, csrfToken: null, standing };
};

const find = async (deps: AppDeps, request: Request): Promise<Caller | undefined> => {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return byToken(deps, bearer);
  if (request.headers.authorization !== undefined) return undefined;
  const cookie = cookieOf(request, cookieName(deps.config.cookieSecure));
  return cookie === undefined ? undefined : bySession(deps, cookie);
};

/** Finds who sends a request. A wrong or ended credential counts as none: routes that need a caller answer 401. */
export const identify =
  (deps: AppDeps): RequestHandler =>
  async (request, _response, next) => {
    const caller = await find(deps, request);
    if (caller !== undefined) rememberCaller(request, caller);
    next();
  };
