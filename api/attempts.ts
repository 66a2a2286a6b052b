import type { Request, RequestHandler, Response } from 'express';
import { knowsByPost } from '../domain/case/readers';
import { tellsWhoReported, type AttemptAction } from '../domain/people/auditing';
import { usernameOf } from '../domain/people/username';
import { AccountRow } from '../entities/people.entity';
import type { AuditEntry, AuditPlace } from '../record/audit';
import { bodyOf } from './body';
import { callerOf, requireCaller } from './caller';
import { compact } from './compact';
import type { AppDeps } from './deps';
import { isId } from './dto/fields';
import { asksPreview } from './dto/preview';
import type { Attempt } from './refusals';
import { aliasesOf, judgeOf } from './read/judge';
import { placeOf } from './serving';

/** What a refusal was answered with. */
interface Told {
  code: string;
  reason?: string;
}

const told = new WeakMap<Response, Told>();
/** Of a request over many cases, those that were refused one by one. */
const toldOfCases = new WeakMap<Response, (Told & { caseId: string })[]>();

/** Remembers with which problem a request was answered, for whoever looks when the answer is out. */
export const rememberProblem = (response: Response, problem: Told): void => {
  told.set(response, problem);
};

/** Remembers the same of one case among many that a request asks a command for. */
export const rememberCaseProblem = (response: Response, problem: Told & { caseId: string }): void => {
  toldOfCases.set(response, [...(toldOfCases.get(response) ?? []), problem]);
};

/** Reads of administration: who is turned away from them, or asks for what is not his, has tried something. */
const administration = /^\/api\/v1\/(audit|people|posts|webhooks)(\/|$)/;
const session = '/api/v1/session';
const opening = ['/api/v1/cases', '/api/v1/escalations'];

const onWrites = ['unauthenticated', 'forbidden', 'sod-violation', 'issuer-lacks-capacity', 'not-found'];
const onUploads = ['unsafe-file', 'too-large', 'unsupported-media-type'];

/** What kind of attempt a refused request was; undefined where it was none: a slip of the pen is not tried for gain. */
const actionOf = (method: string, route: string, code: string): AttemptAction | undefined => {
  if (route === 'none') return undefined;
  if (method === 'GET' || method === 'HEAD') {
    const isAttempt = code === 'forbidden' || (administration.test(route) && onWrites.includes(code));
    return isAttempt ? 'read-refused' : undefined;
  }
  if (route === session) return code === 'unauthenticated' || code === 'rate-limited' ? 'sign-in-refused' : undefined;
  if (route === '/api/v1/attachments')
    return onWrites.includes(code) || onUploads.includes(code) ? 'upload-refused' : undefined;
  if (!onWrites.includes(code)) return undefined;
  return route.endsWith('/commands/:command') || opening.includes(route) ? 'command-refused' : 'act-refused';
};

/** The ids in the path, such as `01J…/verify`; what is no id is left out, whatever it was. */
const refOf = (request: Request, route: string): string => {
  const path = (request.originalUrl.split('?')[0] ?? '').split('/');
  const ids = route.split('/').flatMap((part, at) => (part.startsWith(':') ? [path[at]] : []));
  return ids.filter(isId).join('/').slice(0, 120) || 'api';
};

/**
 * Under which name an attempt is written. A protected reporter's in his own case under a name of this act alone, without the
 * case: the row would lead from one to the other, for he may have been named in it (settled 6.2). Under his own name stands
 * only what somebody else in his post could have tried as well and been refused for the same reason.
 */
const entryFor = async (
  deps: AppDeps,
  entry: AuditEntry,
  problem: Told,
  caseId: string | undefined,
): Promise<AuditEntry> => {
  const { personId, place, action } = entry;
  if (personId === null || caseId === undefined || !isId(caseId)) return entry;
  if ((await aliasesOf(deps, personId, caseId)).length === 0) return entry;
  const file = await deps.door.loadFile(`case:${caseId}`);
  if (file === undefined || !('caseId' in file)) return entry;
  const context = await judgeOf(deps, personId, file);
  if (knowsByPost(file, context) && !tellsWhoReported(problem.reason)) return entry;
  const act = { at: context.now, action, ref: caseId };
  const alias = deps.door.sealedName('act', personId, act);
  return { ...entry, personId: alias, townId: file.townId, ref: 'api', data: {}, place: place && sealed(place) };
};

const sealed = (place: NonNullable<AuditEntry['place']>) => ({ ...place, address: null, credential: null });

/** A report that asked for protection names nobody, refused or not. */
const asksProtection = (request: Request): boolean => {
  const { reporter } = bodyOf(request);
  return typeof reporter === 'object' && reporter !== null && 'anonymous' in reporter && reporter.anonymous === true;
};

/** The name that was typed at the sign-in, as accounts have it; empty for one that is nobody's. */
const typedName = (request: Request): string => {
  const { username } = bodyOf(request);
  return typeof username === 'string' ? (usernameOf(username) ?? '') : '';
};

/** Names the account that was tried; looked up when the answer is out, so that names that exist take no longer. */
const triedBy = async ({ db }: AppDeps, entry: AuditEntry, username: string): Promise<AuditEntry> => {
  const account = username === '' ? null : await db.getRepository(AccountRow).findOneBy({ username });
  return { ...entry, personId: account?.personId ?? null, ref: account?.personId ?? 'session' };
};

/** Whose repetitions are counted together: a person's, or those from an address and, at the sign-in, on one name. */
const whoTried = (entry: AuditEntry, name: string): Attempt['who'] =>
  entry.personId === null
    ? { address: `${entry.place?.address ?? ''} ${name}`.trimEnd() }
    : { personId: entry.personId };

/**
 * Commands are one route here, as they are counted and written: which one it was stands in the ref, which is left out where
 * it would tell who reported.
 */
const placeTried = (request: Request): AuditPlace => {
  const place = placeOf(request);
  return { ...place, route: place.route.replace(/\/commands\/[^/]+$/, '/commands/:command') };
};

const attemptOf = (deps: AppDeps, request: Request, { code, reason }: Told): Attempt | undefined => {
  const place = placeTried(request);
  const action = actionOf(request.method, place.route, code);
  // What is only shown is tried by nobody.
  if (action === undefined || (action === 'command-refused' && asksPreview(request))) return undefined;
  const personId = callerOf(request)?.personId ?? null;
  const ref = refOf(request, place.route);
  const data = reason === undefined ? {} : { reason };
  const entry: AuditEntry = { personId, townId: null, action, ref, data, place, outcome: code };
  const isHidden = asksProtection(request);
  const [, caseId] = /^\/api\/v1\/cases\/([^/]+)/.exec(request.originalUrl) ?? [];
  const name = place.route === session ? typedName(request) : '';
  const attempt = { who: whoTried(entry, name), action, route: place.route, outcome: code };
  if (action === 'sign-in-refused') return { ...attempt, entry: () => triedBy(deps, entry, name) };
  return {
    ...attempt,
    entry: () =>
      isHidden
        ? Promise.resolve({ ...entry, personId: null, place: sealed(place) })
        : entryFor(deps, entry, compact({ code, reason }), caseId?.split('?')[0]),
  };
};

/** A command on one case among many, refused. */
const attemptOnCase = (
  deps: AppDeps,
  request: Request,
  { code, reason, caseId }: Told & { caseId: string },
): Attempt | undefined => {
  if (!onWrites.includes(code)) return undefined;
  const { personId } = requireCaller(request);
  const place = placeTried(request);
  const action = 'command-refused';
  const data = reason === undefined ? {} : { reason };
  const entry: AuditEntry = { personId, townId: null, action, ref: caseId, data, place, outcome: code };
  return {
    who: { personId },
    action,
    route: place.route,
    outcome: code,
    entry: () => entryFor(deps, entry, compact({ code, reason }), caseId),
  };
};

/** Writes refused attempts into the audit log once they are answered: they cost who tries no time and the API little. */
export const auditAttempts =
  (deps: AppDeps): RequestHandler =>
  (request, response, next) => {
    response.on('finish', () => {
      const problem = told.get(response);
      const attempts = [
        problem && attemptOf(deps, request, problem),
        ...(toldOfCases.get(response) ?? []).map((one) => attemptOnCase(deps, request, one)),
      ];
      for (const attempt of attempts) if (attempt !== undefined) deps.refusals.note(attempt);
    });
    next();
  };
