import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { malformed } from './problem';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Asked by probes and scrapers, which know a process by its address only. */
const operations = ['/healthz', '/readyz', '/metrics'];

/**
 * Answers only to names it was given: a forged Host would end up in links and caches. Loopback is always allowed, and a bare
 * address for operators: whoever leads a browser here by a name of his own cannot send one.
 */
export const allowHosts = (names: readonly string[]): RequestHandler => {
  const allowed = new Set([...loopback, ...names.map((name) => name.toLowerCase())]);
  return (request, _response, next) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
    const bare = host.replace(/^\[|\]$/g, '');
    const isOperator = isIP(bare) !== 0 && operations.includes(request.path);
    if (!isOperator && !allowed.has(host) && !allowed.has(bare)) throw malformed('请求的主机名不被接受。');
    next();
  };
};
