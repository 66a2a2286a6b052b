import type { Request, RequestHandler, Response } from 'express';
import type { Meter } from '../telemetry/meter';

const methods = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']);

/** The template of the path that was asked for; everything that has no route is one. */
export const routeOf = (request: Request): string => {
  const route: unknown = request.route;
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  return typeof path === 'string' ? path : 'none';
};

const isStream = (response: Response): boolean =>
  String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');

/** Counts and times every answer by the template of its path, so that ids never become labels. */
export const measureRequests =
  ({ requests, requestSeconds }: Meter): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const method = methods.has(request.method) ? request.method : 'other';
      const route = routeOf(request);
      requests.inc({ method, route, status: response.statusCode });
      // One that tells for hours has answered at once.
      if (!isStream(response)) requestSeconds.observe({ method, route }, (performance.now() - startedAt) / 1000);
    });
    next();
  };
