import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { malformed } from './problem';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a name, as it stands in an address, leads to the machine that asks. */
export const isLoopbackName = (name: string): boolean => loopback.includes(name.toLowerCase());

/** Asked by probes and scrapers, which know a process by its address only. */
const operations = ['/healthz', '/readyz', '/metrics'];

/** The one host a request is for: Node keeps the first of several, a proxy before it may have kept the last. */
const hostOf = (request: Request): string => {
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) throw malformed('请求只能有一个 Host 请求头。');
  // The absolute form names a host of its own beside the header.
  if (!request.originalUrl.startsWith('/')) throw malformed('请求地址必须以 / 开头。');
  return (request.headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
};

/**
 * Answers only to names it was given: a forged Host would end up in links and caches. Loopback is always allowed, and a bare
 * address for operators: whoever leads a browser here by a name of his own cannot send one.
 */
export const allowHosts = (names: readonly string[]): RequestHandler => {
  const allowed = new Set([...loopback, ...names.map((name) => name.toLowerCase())]);
  return (request, _response, next) => {
    const host = hostOf(request);
    const bare = host.replace(/^\[|\]$/g, '');
    const isOperator = isIP(bare) !== 0 && operations.includes(request.path);
    if (!isOperator && !allowed.has(host) && !allowed.has(bare)) throw malformed('请求的主机名不被接受。');
    next();
  };
};
