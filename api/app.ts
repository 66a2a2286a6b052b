import 'reflect-metadata';
import express, { type Express } from 'express';
import { auditAttempts } from './attempts';
import { compressAnswers } from './compressing';
import { serveConsole } from './console';
import type { AppDeps } from './deps';
import { allowHosts } from './host';
import { limitRequests } from './limits';
import { measureRequests } from './metrics';
import { notFound } from './problem';
import { lastResort } from './problems';
import { createRouter } from './router';
import { allRoutes } from './routes';
import { securityHeaders } from './security-headers';
import { identify } from './session/identify';
import { traceRequests } from './trace';

/** The HTTP API and the console on what they stand on. */
export const createApp = (deps: AppDeps): Express => {
  const { config, logger } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustProxy);

  app.use(traceRequests(logger));
  app.use(auditAttempts(deps));
  app.use(measureRequests(deps.meter));
  app.use(securityHeaders(config.cookieSecure));
  app.use(allowHosts(config.allowedHosts));
  app.use(compressAnswers());
  app.use('/api/v1', identify(deps));
  app.use('/api/v1', limitRequests(config.rateLimit));
  app.use(createRouter(allRoutes(deps)));
  app.use(serveConsole(deps.consoleDir));
  app.use(() => {
    throw notFound();
  });
  app.use(lastResort(logger));
  return app;
};
