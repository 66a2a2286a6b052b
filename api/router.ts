import { Router, type RequestHandler } from 'express';
import { scopesFor, type TokenScope } from '../domain/people/scopes';
import { readBody } from './body';
import { requireCaller } from './caller';
import { checkCsrf } from './csrf';
import { isId } from './dto/fields';
import { asksPreview } from './dto/preview';
import { expectedVersionOf, idempotencyKeyOf } from './preconditions';
import { forbidden, invalid, notFound, Problem } from './problem';
import type { Route } from './route';

/** Ids in a path have one shape; anything else cannot exist. */
const checkIds: RequestHandler = (request, _response, next) => {
  if (!Object.values(request.params).every((value) => isId(value))) throw notFound();
  next();
};

const checkAccept =
  ({ csv }: Route): RequestHandler =>
  (request, _response, next) => {
    const given = ['application/json', ...(csv === undefined ? [] : ['text/csv'])];
    if (request.accepts([...given, 'application/problem+json']) === false)
      throw new Problem('not-acceptable', `本接口只提供 ${given.join('、')}。`);
    next();
  };

/** A token opens what its scopes say and nothing that says nothing (settled 4.3). */
const checkScopes = ({ token }: Route, scopes: readonly TokenScope[]): void => {
  if (token === undefined) throw forbidden('not-by-token', '访问令牌不能办理此事，请用账号登录后办理。');
  const enough = scopesFor(token);
  if (!enough.some((scope) => scopes.includes(scope)))
    throw forbidden(
      'token-scope',
      `访问令牌的权限范围是 ${scopes.join('、') || '空'}，此操作需要 ${enough.join(' 或 ')}，请换用相应范围的令牌。`,
    );
};

const checkCaller =
  (route: Route): RequestHandler =>
  (request, _response, next) => {
    const { mustChangePassword, scopes } = requireCaller(request);
    checkCsrf(request);
    if (mustChangePassword && route.firstPassword !== true)
      throw forbidden('password-change-required', '首次登录请先修改密码（POST /api/v1/me/password）。');
    if (scopes !== null) checkScopes(route, scopes);
    next();
  };

const checkHeaders =
  (route: Route): RequestHandler =>
  (request, _response, next) => {
    if (route.key === true && !asksPreview(request, route)) idempotencyKeyOf(request);
    if (route.ifMatch === true) expectedVersionOf(request);
    next();
  };

/** Where nothing can be asked, whatever is asked is not known. */
const refuseQuery: RequestHandler = (request, _response, next) => {
  const unknown = Object.keys(request.query).map((name) => ({
    pointer: `?${name}`,
    code: 'unknown-parameter',
    message: '不认识的查询参数',
  }));
  if (unknown.length > 0) throw invalid(unknown);
  next();
};

/** What happens before a handler, in this order: ids, format, who, headers, body. */
const stepsOf = (route: Route): RequestHandler[] => [
  checkIds,
  ...(route.raw === true ? [] : [checkAccept(route)]),
  ...(route.access === 'person' ? [checkCaller(route)] : []),
  checkHeaders(route),
  ...(route.access === 'person' && route.query === undefined ? [refuseQuery] : []),
  ...(route.multipart === true || route.method === 'get' ? [] : [readBody]),
];

/** A router of all routes; a path asked with another method answers 405 and says which it knows. */
export const createRouter = (routes: readonly Route[]): Router => {
  const router = Router({ caseSensitive: true, strict: true });
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
    router[route.method](route.path, ...stepsOf(route), (request, response) => route.handle(request, response));
  }
  for (const [path, known] of methods) {
    const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : [])].join(', ');
    router.all(path, () => {
      throw new Problem('method-not-allowed', `此地址只支持 ${allow}。`, { headers: { Allow: allow } });
    });
  }
  return router;
};
