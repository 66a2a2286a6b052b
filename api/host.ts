import type { RequestHandler } from 'express';
import { malformed } from './problem';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Answers only to names it was given: a forged Host would end up in links and caches. Loopback is always allowed. */
export const allowHosts = (names: readonly string[]): RequestHandler => {
  const allowed = new Set([...loopback, ...names.map((name) => name.toLowerCase())]);
  return (request, _response, next) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
    if (!allowed.has(host) && !allowed.has(host.replace(/^\[|\]$/g, ''))) throw malformed('请求的主机名不被接受。');
    next();
  };
};
