import type { RequestHandler } from 'express';
import type { Logger } from '../logger';
import { currentTrace, inTrace, newTrace } from '../telemetry/trace';
import { routeOf } from './metrics';

/** The id of the request being served; `none` outside a request. */
export const traceIdOf = (): string => currentTrace()?.traceId ?? 'none';

/**
 * Gives every request a trace, going on with a W3C `traceparent`, and writes one log line when the answer is out. The line
 * names a person only where the record does: who reads, or reports under protection, is nobody's business here.
 */
export const traceRequests =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const trace = newTrace(request.get('traceparent'));
    const startedAt = performance.now();
    response.set('X-Trace-Id', trace.traceId);
    response.on('finish', () => {
      const { method } = request;
      const path = request.originalUrl.split('?')[0];
      const ms = Math.round(performance.now() - startedAt);
      logger.info('request', { ...trace, method, path, route: routeOf(request), status: response.statusCode, ms });
    });
    inTrace(trace, next);
  };
