import type { Request, RequestHandler } from 'express';
import { diffMs, type Instant } from '../../domain/clock/instant';
import { AccountRow, SessionRow, TokenRow } from '../../entities/people.entity';
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

const touch = async (deps: AppDeps, session: SessionRow, now: Instant): Promise<void> => {
  const last = touched.get(session.idHash) ?? session.lastSeenAt;
  if (diffMs(now, last) < touchMs) return;
  if (touched.size > 10_000) touched.clear();
  touched.set(session.idHash, now);
  await deps.touchSession(session.idHash, now);
};

const bySession = async (deps: AppDeps, secret: string): Promise<Caller | undefined> => {
  const idHash = hashSecret(secret);
  const session = await deps.db.getRepository(SessionRow).findOneBy({ idHash });
  const now = deps.now();
  if (session === null || session.expiresAt <= now) return undefined;
  const lastSeen = [session.lastSeenAt, touched.get(idHash) ?? ''].sort().at(-1) ?? session.lastSeenAt;
  if (diffMs(now, lastSeen) >= idleMs) return undefined;
  await touch(deps, session, now);
  const { personId, csrf } = session;
  return { personId, by: 'cookie', credentialHash: idHash, csrfToken: csrf, mustChangePassword: false };
};

const byToken = async (deps: AppDeps, secret: string): Promise<Caller | undefined> => {
  const tokenHash = hashSecret(secret);
  const token = await deps.db.getRepository(TokenRow).findOneBy({ tokenHash });
  if (token === null || token.revokedAt !== null || token.expiresAt <= deps.now()) return undefined;
  const { personId } = token;
  return { personId, by: 'token', credentialHash: tokenHash, csrfToken: null, mustChangePassword: false };
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
    const account = caller && (await deps.db.getRepository(AccountRow).findOneBy({ personId: caller.personId }));
    if (caller && account?.disabledAt === null)
      rememberCaller(request, { ...caller, mustChangePassword: account.mustChangePassword });
    next();
  };
