import type { AppDeps } from '../../api/deps';
import { shapeOf } from '../../api/form/body-fields';
import { withNames } from '../../api/form/names-of-codes';
import { allRoutes } from '../../api/routes';

/**
 * The bodies of the registers and the administration for the forms of the console, by `<method> <path>` as in the OpenAPI
 * document. Bodies of commands are not among them: those hang on the case and are asked for.
 */
export const bodiesSource = (deps: AppDeps): string => {
  const bodies = allRoutes(deps).flatMap(({ method, path, body }) => {
    if (typeof body !== 'function' || path.includes('/commands/')) return [];
    return [[`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, withNames(shapeOf(body))] as const];
  });
  return `${JSON.stringify(Object.fromEntries(bodies), null, 2)}\n`;
};
