import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../logger';
import { callerOf } from './caller';

const traces = new AsyncLocalStorage<string>();

/** The id of the request being served; `none` outside a request. */
export const traceIdOf = (): string => traces.getStore() ?? 'none';

/** Gives every request an id of ours (a caller's is never trusted) and writes one log line when the answer is out. */
export const traceRequests =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const traceId = randomUUID();
    const startedAt = process.hrtime.bigint();
    response.set('X-Trace-Id', traceId);
    response.on('finish', () => {
      const ms = Number((process.hrtime.bigint() - startedAt) / 1_000_000n);
      const path = request.originalUrl.split('?')[0];
      const personId = callerOf(request)?.personId;
      logger.info('request', { traceId, method: request.method, path, status: response.statusCode, ms, personId });
    });
    traces.run(traceId, next);
  };
