import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { callerOf } from './caller';
import { forbidden } from './problem';

/** The CSRF token that belongs to a session, derived from the cookie's secret. */
export const csrfTokenOf = (sessionSecret: string): string =>
  createHash('sha256').update(`csrf:${sessionSecret}`).digest('hex');

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** State-changing calls with a cookie must show the token that `GET /api/v1/me` gave; bearers need none. */
export const checkCsrf = (request: Request): void => {
  const caller = callerOf(request);
  if (request.method === 'GET' || request.method === 'HEAD' || caller?.by !== 'cookie') return;
  const shown = request.headers['x-csrf-token'];
  if (typeof shown !== 'string' || caller.csrfToken === null || !equal(shown, caller.csrfToken))
    throw forbidden('csrf-token', '缺少或不正确的 X-CSRF-Token，请重新取得 /api/v1/me。');
};
