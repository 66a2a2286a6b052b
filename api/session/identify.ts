import type { Request, RequestHandler } from 'express';
import { diffMs, type Instant } from '../../domain/clock/instant';
import type { Credential } from '../../record/door/sign-ins';
import { rememberCaller, type Caller } from '../caller';
import type { AppDeps } from '../deps';
import { hashSecret } from './secrets';
import { idleMs } from './sign-in';
import { createUses, type Uses } from './uses';

/** Name of the cookie; the `__Host-` prefix binds it to HTTPS and this host where HTTPS is used. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-bihuan' : 'bihuan');

const cookieOf = (request: Request, name: string): string | undefined => {
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
};

const bearerOf = (request: Request): string | undefined =>
  /^Bearer ([A-Za-z0-9_.~+/-]{20,200}=*)$/i.exec(request.headers.authorization ?? '')?.[1];

/** A page asks it by itself: that somebody is there says only what he asks. */
const unattended = '/changes';

/** Whether a credential is still good; without a use for long a session ends. */
export const isGood = (
  { session, expiresAt }: Pick<Credential, 'session' | 'expiresAt'>,
  lastAt: Instant | null,
  now: Instant,
): boolean => expiresAt > now && (session === null || lastAt === null || diffMs(now, lastAt) < idleMs);

/** Sessions are written down as seen once a minute. */
const seenEveryMs = 60_000;
/** Tokens are written down as used once in ten minutes. */
const usedEveryMs = 10 * 60_000;

interface Identifier {
  deps: AppDeps;
  uses: Uses;
}

/** Notes a use where the last one noted is long enough ago, so that most requests write nothing. */
const note = async (
  { deps, uses }: Identifier,
  use: { kind: 'session' | 'token'; hash: string; lastAt: Instant | null; now: Instant },
  everyMs: number,
): Promise<void> => {
  const { kind, hash, lastAt, now } = use;
  if (lastAt !== null && diffMs(now, lastAt) < everyMs) return;
  uses.note(hash, now);
  await deps.noteUse(kind, hash, now);
};

const bySession = async (identifier: Identifier, secret: string, isUse: boolean): Promise<Caller | undefined> => {
  const hash = hashSecret(secret);
  const found = await identifier.deps.door.whoIs('session', hash);
  const now = identifier.deps.now();
  if (!found?.session) return undefined;
  const { personId, mustChangePassword, session, standing } = found;
  const lastAt = identifier.uses.later(hash, session.lastSeenAt);
  if (!isGood(found, lastAt, now)) return undefined;
  if (isUse) await note(identifier, { kind: 'session', hash, lastAt, now }, seenEveryMs);
  const { csrf: csrfToken } = session;
  return { personId, mustChangePassword, by: 'cookie', credentialHash: hash, csrfToken, scopes: null, standing };
};

const byToken = async (identifier: Identifier, secret: string): Promise<Caller | undefined> => {
  const hash = hashSecret(secret);
  const found = await identifier.deps.door.whoIs('token', hash);
  const now = identifier.deps.now();
  if (!found?.token || !isGood(found, null, now)) return undefined;
  const { personId, mustChangePassword, token, standing } = found;
  const lastAt = identifier.uses.later(hash, token.lastUsedAt);
  await note(identifier, { kind: 'token', hash, lastAt, now }, usedEveryMs);
  const { scopes } = token;
  return { personId, mustChangePassword, by: 'token', credentialHash: hash, csrfToken: null, scopes, standing };
};

const find = async (identifier: Identifier, request: Request): Promise<Caller | undefined> => {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return byToken(identifier, bearer);
  if (request.headers.authorization !== undefined) return undefined;
  const cookie = cookieOf(request, cookieName(identifier.deps.config.cookieSecure));
  return cookie === undefined ? undefined : bySession(identifier, cookie, request.path !== unattended);
};

/** Finds who sends a request. A wrong or ended credential counts as none: routes that need a caller answer 401. */
export const identify = (deps: AppDeps): RequestHandler => {
  const identifier = { deps, uses: createUses() };
  return async (request, _response, next) => {
    const caller = await find(identifier, request);
    if (caller !== undefined) rememberCaller(request, caller);
    next();
  };
};
