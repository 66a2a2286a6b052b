import type { AppDeps } from '../../api/deps';
import { openApiOf } from '../../api/openapi/document';
import { allRoutes } from '../../api/routes';
import { createLogger } from '../../logger';

/** Settings that the makers of routes look at; what a request needs is missing, because none comes. */
export const withoutRequests = {
  config: { dataDir: '', cookieSecure: false, uploadQuota: { files: 0, megabytes: 0 } },
  logger: createLogger({ level: 'error', service: 'console', silent: true }),
  // The training clock has routes of its own.
  training: {},
} as unknown as AppDeps;

/** The types of the API for the console: its OpenAPI document as TypeScript. */
export const schemaSource = async (): Promise<string> => {
  const { default: openapi, astToString } = await import('openapi-typescript');
  const document = JSON.stringify(openApiOf(allRoutes(withoutRequests)));
  return `/* Made by scripts/console from the OpenAPI document. */\n\n${astToString(await openapi(document))}`;
};
